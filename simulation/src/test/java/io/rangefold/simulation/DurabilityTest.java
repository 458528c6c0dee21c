package io.rangefold.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.simulation.JobPlan.Action;
import io.rangefold.simulation.JobPlan.Intervention;
import io.rangefold.simulation.Simulation.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of coordinators that end; and that the simulation sees it when the promise is broken. */
class DurabilityTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long ITEMS = 10_000_000;
    private static final JobOptions UNVERIFIED =
            new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, new VerifyMode.None());

    /** Some 12 s of work for 4 machines of 2 slots. */
    private static Plan plan(int coordinators, long writeNanos, List<Fault> faults) {
        TestJob job = TestJob.plain("job", ITEMS, new Cost(Cost.Shape.EQUAL, 10_000, ITEMS));
        List<NodePlan> nodes = Collections.nCopies(4, NodePlan.of(2, 1));
        return Plan.calm(1, nodes, List.of(JobPlan.of(job, UNVERIFIED)))
                .with(StorePlan.disk(coordinators, writeNanos))
                .with(faults)
                .checked();
    }

    private static Report run(Plan plan) {
        Report report = new Simulation(plan).run();
        assertThat(report.outcomes().values()).allMatch(outcome -> outcome.state() == JobState.SUCCEEDED);
        return report;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 1500})
    void coordinator_thatComesBackAtOnce_findsEverythingAsItWas_andNothingIsComputedTwice(long downMillis) {
        List<Fault> faults = List.of(new Fault.KillCoordinator(0, 4 * SECOND, downMillis * MILLI));

        Report report = run(plan(1, 10 * MILLI, faults));

        assertThat(report.adoptions()).isEqualTo(8);
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    @Test
    void coordinator_thatRestartsTwentyTimes_endsItsJob_andNothingIsComputedTwice() {
        List<Fault> faults = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            faults.add(new Fault.KillCoordinator(0, number * SECOND / 2, 50 * MILLI));
        }

        Report report = run(plan(1, 10 * MILLI, faults));

        assertThat(report.terms()).isEqualTo(21);
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void standby_takesOver_whenTheLeaderEndsWithAWrite(boolean durable) {
        List<Fault> faults = List.of(new Fault.KillAtWrite(durable, 4 * SECOND, 60 * SECOND));

        Report report = run(plan(2, 10 * MILLI, faults));

        assertThat(report.terms()).isEqualTo(2);
        assertThat(report.nanos()).isLessThan(60 * SECOND);
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    @Test
    void leader_thatStopped_andWasFollowed_isNotHeardAnyMore() {
        List<Fault> faults = List.of(new Fault.StopCoordinator(0, 4 * SECOND, 6 * SECOND));

        Report report = run(plan(2, 10 * MILLI, faults));

        assertThat(report.terms()).isEqualTo(2);
        assertThat(report.adoptions()).isPositive();
    }

    @Test
    void leader_thatIsCutOffFromTheDisk_isFollowed() {
        List<Fault> faults = List.of(new Fault.CutDisk(0, 4 * SECOND, 8 * SECOND));

        Report report = run(plan(2, 10 * MILLI, faults));

        assertThat(report.terms()).isEqualTo(2);
    }

    @Test
    void coordinator_withoutItsDisk_goesOn_andTellsWhatItKnowsAfterwards() {
        List<Fault> faults = List.of(new Fault.DiskOutage(4 * SECOND, 5 * SECOND));

        Report report = run(plan(1, 10 * MILLI, faults));

        assertThat(report.terms()).isEqualTo(1);
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    /** Its user is told that it is paused, and looks whether it still is when another coordinator leads. */
    @Test
    void job_thatIsPaused_isPausedStillWhenTheCoordinatorComesBack() {
        TestJob job = TestJob.plain("job", ITEMS, new Cost(Cost.Shape.EQUAL, 10_000, ITEMS));
        List<Intervention> interventions =
                List.of(new Intervention(Action.PAUSE, 3 * SECOND), new Intervention(Action.RESUME, 20 * SECOND));
        Plan plan = Plan.calm(
                        1,
                        Collections.nCopies(4, NodePlan.of(2, 1)),
                        List.of(new JobPlan(job, UNVERIFIED, 0, interventions)))
                .with(StorePlan.disk(1, 10 * MILLI))
                .with(RESTART)
                .checked();

        Report report = run(plan);

        assertThat(report.nanos()).isGreaterThan(20 * SECOND);
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    /** Whose share is the oldest is forgotten then; what is committed is not. */
    @Test
    void job_ofMoreWorkersThanAreRemembered_goesOnAllTheSame() {
        TestJob job = TestJob.plain("job", ITEMS, new Cost(Cost.Shape.EQUAL, 80_000, ITEMS));
        Plan plan = Plan.calm(1, Collections.nCopies(300, NodePlan.of(1, 1)), List.of(JobPlan.of(job, UNVERIFIED)))
                .with(StorePlan.disk(1, 10 * MILLI))
                .with(List.of(new Fault.KillCoordinator(0, 2 * SECOND, SECOND / 2)));

        Report report = run(plan);

        assertThat(report.adoptions()).isPositive();
        assertThat(report.computedItems()).isEqualTo(ITEMS);
    }

    // ---- what breaks the promise is seen ----

    private static final List<Fault> RESTART = List.of(new Fault.KillCoordinator(0, 4 * SECOND, SECOND / 2));

    /** Of some groups, only some changes are kept. */
    private static MemoryDisk.Damage keeping(Predicate<SaveGroup> damaged, Predicate<Change> kept) {
        return group ->
                damaged.test(group) ? group.changes().stream().filter(kept).toList() : group.changes();
    }

    private static void assertFails(Plan plan, MemoryDisk.Damage damage, String message) {
        assertThatThrownBy(() -> new Simulation(plan, damage).run())
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void diskThatLosesASubmission_isSeen() {
        assertFails(plan(1, 10 * MILLI, RESTART), keeping(group -> group.number() == 1, change -> false), "not stored");
    }

    @Test
    void diskThatLosesAnAcknowledgedGroup_isSeen() {
        assertFails(
                plan(1, 10 * MILLI, RESTART),
                keeping(group -> group.number() == 30, change -> false),
                "acknowledged but not durable");
    }

    @Test
    void diskThatKeepsNoPartials_isSeen() {
        assertFails(
                plan(1, 10 * MILLI, RESTART),
                keeping(group -> group.number() == 30, change -> !(change instanceof Change.Merged)),
                "has merged");
    }

    @Test
    void diskThatKeepsHalfOfAGroup_isSeen() {
        MemoryDisk.Damage half = group -> group.number() == 30
                ? group.changes().subList(0, group.changes().size() / 2)
                : group.changes();

        assertThatThrownBy(() -> new Simulation(plan(1, 10 * MILLI, RESTART), half).run())
                .isInstanceOf(SimulationFailure.class);
    }

    @Test
    void diskThatLosesAResult_isSeen() {
        Predicate<SaveGroup> last = group -> group.changes().stream().anyMatch(DurabilityTest::isEnd);

        assertFails(plan(1, 10 * MILLI, RESTART), keeping(last, change -> false), "but stored is");
    }

    private static boolean isEnd(Change change) {
        return change instanceof Change.Updated updated
                && updated.status().state().isTerminal();
    }

    @Test
    void diskThatSaysTooEarlyThatItHasWritten_isSeen() {
        MemoryDisk.Damage hasty = new MemoryDisk.Damage() {
            @Override
            public List<Change> keep(SaveGroup group) {
                return group.changes();
            }

            @Override
            public boolean isHasty() {
                return true;
            }
        };

        assertFails(plan(1, 200 * MILLI, RESTART), hasty, "accepted but not stored");
    }

    @Test
    void diskThatTakesGroupsOfTermsThatAreOver_isSeen() {
        MemoryDisk.Damage open = new MemoryDisk.Damage() {
            @Override
            public List<Change> keep(SaveGroup group) {
                return group.changes();
            }

            @Override
            public boolean takesAll() {
                return true;
            }
        };
        List<Fault> faults = List.of(new Fault.StopCoordinator(0, 4 * SECOND, 6 * SECOND));

        assertThatThrownBy(() -> new Simulation(plan(2, 10 * MILLI, faults), open).run())
                .isInstanceOf(SimulationFailure.class);
    }
}
