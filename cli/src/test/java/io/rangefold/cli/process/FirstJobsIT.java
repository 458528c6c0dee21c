package io.rangefold.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that the first users bring, as they type them. */
@Tag("process")
class FirstJobsIT {
    @TempDir
    private Path folder;

    private final CommandLine commands = new CommandLine("http://127.0.0.1:9");

    private static void assertVerifiedSum(JsonNode job, String sum) {
        assertThat(job.path("state").asText()).as("%s", job).isEqualTo("SUCCEEDED");
        assertThat(job.path("result").path("sum").asText()).isEqualTo(sum);
        assertThat(job.path("verification").path("verdict").asText()).isEqualTo("VERIFIED");
    }

    private Outcome runJobs(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("jobs.txt"), lines);
        Outcome outcome = commands.run("run", "--jobs", file.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }

    @Test
    void sumOfAHundredMillionIntegers_isVerified() {
        Outcome outcome = commands.json("run", "range-sum", "--from", "0", "--to", "10^8");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertVerifiedSum(outcome.document(), "4999999950000000");
        assertThat(outcome.document().path("verification").path("method").asText())
                .isEqualTo("closed-form");
    }

    @Test
    void fourSumsOfSquares_runSideBySide() throws IOException {
        List<JsonNode> jobs = runJobs(IntStream.range(0, 4)
                        .mapToObj(i -> "range-sum --from 0 --to 10^7 --expr i^2")
                        .toList())
                .documents();
        assertThat(jobs).hasSize(4).allSatisfy(job -> assertVerifiedSum(job, "333333283333335000000"));
    }

    @Test
    void eightJobsOfMixedSize_answerInTheOrderOfTheFile() throws IOException {
        int[] sizes = {1, 2, 3, 4, 5, 1, 2, 3};
        List<String> lines = new ArrayList<>();
        for (int size : sizes) {
            lines.add("range-sum --from 0 --to " + size + "e6 --expr \"i % 10\"");
        }
        List<JsonNode> jobs = runJobs(lines).documents();
        assertThat(jobs).hasSize(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            assertVerifiedSum(jobs.get(i), Integer.toString(4_500_000 * sizes[i]));
        }
    }

    @Test
    void counterOfFiveSlots_countsEachIndexOnce() {
        Outcome outcome =
                commands.json("run", "range-sum", "--from", "0", "--to", "500_000", "--expr", "1", "--slots", "5");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertVerifiedSum(outcome.document(), "500000");
    }

    @Test
    void primesAreFactorized_eachHasTwoDivisors() {
        String[] primes = {"112272535095293", "112582705942171", "115280095190773", "115797848077099"};
        Outcome outcome = commands.json("run", "factorize", primes[0], primes[1], primes[2], primes[3], "--divisors");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode numbers = outcome.document().path("result").path("numbers");
        assertThat(numbers).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(divisors(numbers.get(i))).containsExactly("1", primes[i]);
        }
    }

    @Test
    void compositeIsFactorized_allDivisorsAscend() {
        Outcome outcome = commands.json("run", "factorize", "1099726899285419", "--divisors");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(divisors(outcome.document().path("result").path("numbers").get(0)))
                .containsExactly("1", "3306091", "332636609", "1099726899285419");
        assertThat(outcome.document().path("verification").path("verdict").asText())
                .isEqualTo("VERIFIED");
    }

    private static List<String> divisors(JsonNode number) {
        return StreamSupport.stream(number.path("divisors").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
