package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: clocks that are set. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockFaultsIT {
    @TempDir
    private Path folder;

    Stream<Played> rows() {
        return Row.play(new Row(
                "the coordinator's clock is two hours fast, then two hours slow, then right",
                "no lease runs out, nothing is computed again",
                List.of(Tool.FAKETIME),
                this::clockIsSet));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    private void clockIsSet(RandomGenerator random) {
        Clock clock = new Clock(folder);
        try (Cluster cluster = new Cluster("1m")) {
            cluster.addCoordinator(
                            Host.LOOPBACK,
                            clock.variables(),
                            folder.resolve("data").toString(),
                            List.of())
                    .start()
                    .awaitErr("API at ");
            cluster.addWorker(Host.LOOPBACK, 2);
            cluster.awaitWhole();
            Asked asked = new Asked(cluster).ask(Question.rest(14_000, 1_000)).awaitProgress();
            for (String offset : List.of("+2h", "-2h", "+0")) {
                clock.set(offset);
                Pause.between(1_500, 2_500, random);
            }
            asked.check();
            for (String loss : List.of(" lost, session ", "silent for", "no progress for")) {
                assertThat(cluster.coordinator().count(loss)).as(loss).isZero();
            }
        }
    }
}
