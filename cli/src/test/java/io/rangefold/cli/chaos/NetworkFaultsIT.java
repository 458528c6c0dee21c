package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.chaos.Network.Cable;
import io.rangefold.cli.chaos.Row.Course;
import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: the network between a coordinator and its workers, each on a host of its own. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkFaultsIT {
    private static final int WORKERS = 3;

    private @Nullable Site site;

    /** What all rows share, begun by the first that can run here. */
    private static final class Site {
        private final Network network = Network.open();
        private final Cluster cluster = new Cluster();
        private final Cable coordinator = network.addHost();
        private final List<Cable> workers = new ArrayList<>();

        private Site() {
            cluster.startCoordinator(coordinator);
            for (int i = 0; i < WORKERS; i++) {
                Cable host = network.addHost();
                workers.add(host);
                cluster.addWorker(host, 2);
            }
            cluster.awaitWhole();
        }
    }

    private Site site() {
        if (site == null) {
            site = new Site();
        }
        return site;
    }

    @AfterAll
    void end() {
        if (site != null) {
            site.cluster.close();
            Processes.closeAll();
            site.network.close();
        }
    }

    Stream<Played> rows() {
        return Row.play(
                row("a worker is cut off, and the cut is mended", cut(this::worker, 100, 100)),
                row("nothing that a worker says arrives, for a while", cut(this::worker, 0, 100)),
                row("nothing arrives at a worker, for a while", cut(this::worker, 100, 0)),
                row("the coordinator is cut off, and the cut is mended", cut(this::coordinator, 100, 100)),
                row("nothing that the coordinator says arrives, for a while", cut(this::coordinator, 0, 100)),
                row("a worker's cable comes and goes", this::flapping),
                row("a fifth of the coordinator's packets is lost", cut(this::coordinator, 20, 20)),
                row("the coordinator has one megabit a second", this::narrow));
    }

    private static Row row(String what, Course course) {
        return new Row(
                what,
                "every index counts once; all are registered again afterwards",
                List.of(Tool.NETWORK_NAMESPACES),
                course);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    private interface Choice {
        Cable of(RandomGenerator random);
    }

    private Cable worker(RandomGenerator random) {
        return site().workers.get(random.nextInt(WORKERS));
    }

    private Cable coordinator(RandomGenerator random) {
        return site().coordinator;
    }

    private Course during(Fault fault) {
        return Row.during(site().cluster, fault, 3_000, 5_000, () -> List.of(Question.rest(24_000, 1_000)));
    }

    private Course cut(Choice choice, int arriving, int leaving) {
        return random -> {
            Cable victim = choice.of(random);
            during(new Fault() {
                        @Override
                        public void start() {
                            victim.drop(arriving, leaving);
                        }

                        @Override
                        public void heal() {
                            long dropped = victim.dropped();
                            victim.restore();
                            assertThat(dropped).as("packets that were dropped").isPositive();
                        }
                    })
                    .run(random);
        };
    }

    private void flapping(RandomGenerator random) {
        Cable victim = worker(random);
        during(new Repeating(
                        () -> {
                            victim.drop(100, 100);
                            Pause.between(100, 2_500, random);
                            victim.restore();
                            Pause.between(100, 1_000, random);
                        },
                        victim::restore))
                .run(random);
    }

    private void narrow(RandomGenerator random) {
        Cable victim = coordinator(random);
        during(new Fault() {
                    @Override
                    public void start() {
                        victim.narrow("1mbit");
                    }

                    @Override
                    public void heal() {
                        victim.widen();
                    }
                })
                .run(random);
    }
}
