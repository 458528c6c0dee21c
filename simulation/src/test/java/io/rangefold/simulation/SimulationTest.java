package io.rangefold.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.simulation.Simulation.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final int SEEDS_AT_A_TIME = 100;

    /** Each run checks itself; a failure says the seed. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100, 200, 300})
    void jobs_underFaultsOfEverySort_endAsTheOracleSays(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + SEEDS_AT_A_TIME; seed++) {
            assertThat(new Simulation(RandomPlans.of(seed)).run().outcomes()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EQUAL", "GROWING"})
    void job_onAThousandWorkers_ofWhichSomeDie_endsAsTheOracleSays(Cost.Shape shape) {
        List<NodePlan> nodes = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int node = 0; node < 1000; node++) {
            nodes.add(NodePlan.of(1, 1));
            if (node % 50 == 1) {
                faults.add(new Fault.PowerOff(node, 1_000_000_000L + node * 1_000_000L));
            }
        }
        TestJob job = TestJob.plain("job", 1_000_000_000, new Cost(shape, 2_000, 1_000_000_000));
        Plan plan = Plan.calm(shape.ordinal(), nodes, List.of(JobPlan.of(job, JobOptions.DEFAULT)))
                .with(faults);

        Report report = new Simulation(plan).run();

        assertThat(report.outcomes().values()).allMatch(view -> view.state() == JobState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 7})
    void seed_runTwice_doesTheSameTwice(long seed) {
        Report first = new Simulation(RandomPlans.of(seed)).run();
        Report second = new Simulation(RandomPlans.of(seed)).run();

        assertThat(second).isEqualTo(first);
    }
}
