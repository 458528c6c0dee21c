package io.rangefold.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.bench.ScalingReport.Place;
import io.rangefold.cli.bench.ScalingReport.SizeRuns;
import io.rangefold.cli.bench.ScalingReport.Subject;
import io.rangefold.cli.bench.ScalingReport.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Machine MACHINE = new Machine("a processor", 4, 1L << 34, "an OS", "a JDK", "1.0");

    private double loadBefore = 0.1;
    private double otherCores = 0.05;
    private String verify = "none";
    private Place place = Place.IN_PROCESS;

    private static List<Run> runs(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(each -> new Run(each, each + 0.1, each, "answer"))
                .toList();
    }

    private ScalingReport report(List<Run> loop, Map<Integer, List<Run>> bySlots) {
        List<SizeRuns> sizes = new ArrayList<>();
        bySlots.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sizes.add(new SizeRuns(new Size(0, entry.getKey()), entry.getValue())));
        ScalingPlan plan = new ScalingPlan(sizes.stream().map(SizeRuns::size).toList(), loop.size(), 1, 1);
        Surroundings around = new Surroundings(
                place, 4, MACHINE, Instant.EPOCH, Instant.EPOCH, loadBefore, 3, OptionalDouble.of(otherCores));
        Subject subject = new Subject("steps", Map.of(), "a kernel", 100, verify, "rangefold bench", "abc");
        return new ScalingReport(subject, plan, around, loop, sizes);
    }

    private ScalingReport good() {
        return report(
                runs(8, 8, 8), Map.of(1, runs(8.08, 8.08, 8.08), 2, runs(4.08, 4.08, 4.08), 4, runs(2.08, 2.08, 2.08)));
    }

    @Test
    void goodRuns_areToldWithoutWarnings() {
        Findings findings = new Findings(good());

        assertThat(findings.warnings()).isEmpty();
        assertThat(findings.results())
                .anySatisfy(line -> assertThat(line).startsWith("4 slots: 3.85 times as fast as the plain loop"))
                .anySatisfy(line -> assertThat(line).startsWith("1 slot takes 1.01 times as long"))
                .anySatisfy(line -> assertThat(line).contains("serial fraction of 0.99 %"))
                .anySatisfy(line -> assertThat(line).contains("each doubling gained 10 % or more"));
        assertThat(good().observedStop()).isEmpty();
    }

    @Test
    void speedUps_compareRunsOfTheSameRepetition() {
        ScalingReport report = report(runs(4, 8, 16), Map.of(2, runs(2, 4, 8)));

        assertThat(report.speedUps(report.sizes().get(0)).values()).containsExactly(2.0, 2.0, 2.0);
        assertThat(report.efficiency(report.sizes().get(0))).isEqualTo(1);
    }

    @Test
    void whereMoreSlotsGainLittle_isObserved() {
        ScalingReport report =
                report(runs(8, 8), Map.of(1, runs(8, 8), 2, runs(4, 4), 4, runs(3.9, 3.9), 8, runs(3.9, 3.9)));

        ScalingReport.Stop stop = report.observedStop().orElseThrow();

        assertThat(stop.from().total()).isEqualTo(2);
        assertThat(stop.to().total()).isEqualTo(4);
        assertThat(new Findings(report).results())
                .contains("measured: from 2 slots to 4 slots, each doubling gained only 2.5 %");
    }

    @Test
    void everyReasonToDoubt_isSaid() {
        loadBefore = 2.5;
        otherCores = 1.2;
        verify = "check";
        ScalingReport report = report(runs(0.1, 0.1), Map.of(8, runs(0.05, 0.09)));

        assertThat(new Findings(report).warnings())
                .anySatisfy(line -> assertThat(line)
                        .contains("the plain loop takes only 0.10 s")
                        .contains("20 times"))
                .anySatisfy(line -> assertThat(line).contains("the load was 2.5 on 4 cores"))
                .anySatisfy(line -> assertThat(line).contains("other work took 1.2 of 4 cores"))
                .anySatisfy(line -> assertThat(line).contains("runs of 8 slots differ by"))
                .anySatisfy(line -> assertThat(line).contains("there are only 4 cores"))
                .anySatisfy(line -> assertThat(line).contains("--verify none"))
                .hasSize(6);
    }

    @Test
    void workOfARunningCluster_isNotTakenForOtherWork() {
        otherCores = 3;
        place = Place.CLUSTER;

        assertThat(new Findings(good()).warnings()).singleElement().asString().contains("measured on this machine");
    }
}
