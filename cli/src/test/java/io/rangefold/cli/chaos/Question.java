package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.TrialKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A job whose answer is known: by a closed form, or by a plain loop.
 *
 * @param words how it is submitted
 * @param items indices of its only stage: each must have been merged once
 * @param answer the fields of {@code result}
 * @param verdict what the verification must say
 */
record Question(List<String> words, long items, Map<String, String> answer, String verdict) {

    /** Copies. */
    Question {
        words = List.copyOf(words);
        answer = Map.copyOf(answer);
    }

    /** A job that rests so many microseconds at each index, proven at its end. */
    static Question rest(long items, long micros) {
        return new Question(restWords(items, micros), items, restAnswer(items), "VERIFIED");
    }

    /** As {@link #rest}, without a proof. */
    static Question auditedRest(long items, long micros) {
        return new Question(restWords(items, micros), items, restAnswer(items), "AUDITED").with("--proof", "no");
    }

    private static List<String> restWords(long items, long micros) {
        return List.of("trial", "--items", Long.toString(items), "--micros", Long.toString(micros));
    }

    private static Map<String, String> restAnswer(long items) {
        return Map.of(
                "sum", Long.toString(items * (items - 1) / 2),
                "fingerprint",
                        Long.toString(
                                LongStream.range(0, items).map(TrialKind::mix).sum()));
    }

    /** How many of {@code [from, to)} are prime, asked of the expressions: computed, and audited. */
    static Question primes(long from, long to) {
        long primes = LongStream.range(from, to).filter(Question::isPrime).count();
        return new Question(
                List.of("range-sum", "--from", "" + from, "--to", "" + to, "--expr", "isprime(i)"),
                to - from,
                Map.of("sum", Long.toString(primes)),
                "AUDITED");
    }

    private static boolean isPrime(long n) {
        return n > 1 && LongStream.iterate(2, d -> d * d <= n, d -> d + 1).allMatch(d -> n % d != 0);
    }

    /** With more words. */
    Question with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Question(all, items, answer, verdict);
    }

    /** The document of its job says what it must: the serial answer, and each index counted once. */
    void check(JsonNode job) {
        assertThat(job.path("state").asText()).as("state in %s", job).isEqualTo("SUCCEEDED");
        answer.forEach(
                (field, value) -> assertThat(job.path("result").path(field).asText())
                        .as("%s in %s", field, job)
                        .isEqualTo(value));
        assertThat(job.path("execution").path("items").asText())
                .as("items in %s", job)
                .isEqualTo(Long.toString(items));
        assertThat(job.path("verification").path("verdict").asText())
                .as("verdict in %s", job)
                .isEqualTo(verdict);
    }
}
