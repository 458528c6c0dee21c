package io.rangefold.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A range-sum and a factorization side by side, some seconds of work, whose answers are known by other means: a prime count
 * (OEIS A006880 for powers of ten), and products of primes that the test chose.
 */
final class TwoJobs {
    private static final String SUM_TO = "5_000_000";
    private static final String SUM = "348513";
    private static final int NUMBERS = 1000;
    private static final int PRIME_BITS = 33;

    private final TestCluster cluster;
    private final List<List<String>> primes = new ArrayList<>();
    private final String sum;
    private final String factors;

    private TwoJobs(TestCluster cluster, Path folder) {
        this.cluster = cluster;
        this.sum = cluster.submit("range-sum", "--from", "0", "--to", SUM_TO, "--expr", "isprime(i)");
        this.factors =
                cluster.submit("factorize", "--input", writeNumbers(folder).toString());
    }

    /** Hands both in, and returns once each has committed something. */
    static TwoJobs begin(TestCluster cluster, Path folder) {
        TwoJobs jobs = new TwoJobs(cluster, folder);
        cluster.awaitProgress(jobs.sum);
        cluster.awaitProgress(jobs.factors);
        return jobs;
    }

    private Path writeNumbers(Path folder) {
        Random random = new Random(17);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            BigInteger p = BigInteger.probablePrime(PRIME_BITS, random);
            BigInteger q = BigInteger.probablePrime(PRIME_BITS, random);
            primes.add(List.of(p.min(q).toString(), p.max(q).toString()));
            lines.add(p.multiply(q).toString());
        }
        try {
            return Files.write(folder.resolve("numbers.txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for both ends: the answers are exact, and {@code execution} counts what the log says. */
    void assertExact() {
        JsonNode summed = cluster.awaitEnd(sum);
        assertThat(summed.path("state").asText()).as("%s", summed).isEqualTo("SUCCEEDED");
        assertThat(summed.path("result").path("sum").asText()).isEqualTo(SUM);
        cluster.assertRedispatchedIsTrue(summed);
        JsonNode factorized = cluster.awaitEnd(factors);
        assertThat(factorized.path("state").asText())
                .as("%s", factorized.path("error"))
                .isEqualTo("SUCCEEDED");
        assertThat(factorized.path("verification").path("verdict").asText()).isEqualTo("VERIFIED");
        cluster.assertRedispatchedIsTrue(factorized);
        JsonNode numbers = factorized.path("result").path("numbers");
        assertThat(numbers).hasSize(NUMBERS);
        for (int i = 0; i < NUMBERS; i++) {
            List<String> found = new ArrayList<>();
            for (JsonNode factor : numbers.get(i).path("factors")) {
                for (int k = 0; k < factor.path("exponent").asInt(); k++) {
                    found.add(factor.path("prime").asText());
                }
            }
            assertThat(found).isEqualTo(primes.get(i));
        }
    }

    /** What the log says of ranges of both that became pending again while they were held by that worker. */
    List<String> takenFrom(String workerId) {
        return Stream.of(sum, factors)
                .flatMap(id -> cluster.pendingAgain(id).stream())
                .filter(line -> line.contains("worker=" + workerId))
                .toList();
    }
}
