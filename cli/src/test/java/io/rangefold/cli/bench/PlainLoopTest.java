package io.rangefold.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainLoopTest {
    private final BlobStore inputs = new BlobStore();

    private Job job(String kind, List<String> words, Map<String, String> options) {
        return JobKinds.installed().named(kind).parse(new Arguments(words, options, Map.of()), inputs);
    }

    private static PlainLoop loop(Job job) {
        return new PlainLoop(job, () -> false);
    }

    @Test
    void sum_coversEveryItemOnce() throws IOException {
        PlainLoop loop = loop(job("range-sum", List.of(), Map.of("from", "0", "to", "3000000", "expr", "i*i%7")));

        Run run = loop.run();

        assertThat(loop.items()).isEqualTo(3_000_000);
        assertThat(loop.kernelName()).isNotEmpty();
        assertThat(run.seconds()).isPositive();
        assertThat(loop.run().answer()).isEqualTo(run.answer());
        assertThat(loop.items()).isEqualTo(3_000_000);
    }

    @Test
    void otherWork_hasAnotherAnswer() throws IOException {
        Run one = loop(job("range-sum", List.of(), Map.of("from", "0", "to", "1000")))
                .run();
        Run other = loop(job("range-sum", List.of(), Map.of("from", "0", "to", "1001")))
                .run();

        assertThat(one.answer()).isNotEqualTo(other.answer());
    }

    @Test
    void search_endsWhereNothingCanChangeAnyMore() throws IOException {
        PlainLoop loop = loop(job(
                "range-find",
                List.of(),
                Map.of("from", "0", "to", "1000000000000000000", "expr", "i*i>50", "limit", "3")));

        loop.run();

        assertThat(loop.items()).isLessThan(1_000_000_000_000_000L);
    }

    @Test
    void stages_followOneAnother_andTheirOutputIsRead() throws IOException {
        Job hard = job("factorize", List.of("1000000000000000000000007", "360"), Map.of());
        PlainLoop loop = loop(hard);

        Run run = loop.run();

        assertThat(loop.items()).isGreaterThanOrEqualTo(2);
        assertThat(run.answer()).hasSize(64);
    }

    @Test
    void whatHasNoValue_isNamed() {
        PlainLoop loop = loop(job("range-sum", List.of(), Map.of("from", "0", "to", "100", "expr", "1/(i-7)")));

        assertThatThrownBy(loop::run)
                .isInstanceOf(CliException.class)
                .hasMessageContaining("division by zero")
                .hasMessageContaining("7");
    }

    @Test
    void wishToEnd_isHeard() {
        PlainLoop loop = new PlainLoop(job("range-sum", List.of(), Map.of("from", "0", "to", "1e12")), () -> true);

        assertThatThrownBy(loop::run)
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
    }
}
