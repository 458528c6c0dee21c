package io.rangefold.coordinator.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.coordinator.service.Timeline.Sample;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineRecorderTest {
    private static final long SECOND = 1_000_000_000;

    private final CpuAccount cpu = new CpuAccount();
    private final TimelineRecorder recorder = new TimelineRecorder(new JobId("job"), cpu);
    private long leases;

    @BeforeEach
    void begin() {
        recorder.begin(Instant.EPOCH, 0, 0, true);
    }

    private LeaseBar granted(String worker, Purpose purpose, Range range, long now) {
        LeaseBar.Granted granted = new LeaseBar.Granted(++leases, 0, purpose, 1, range);
        return recorder.granted(granted, new SlotKey(new WorkerId(worker), 0), worker, now);
    }

    private Timeline timeline(long now) {
        return recorder.timeline(0, now).orElseThrow();
    }

    @Test
    void bars_areBounded_theOldestGoFirst_andThatIsSaid() {
        int most = Timeline.MAX_BARS;
        for (long i = 0; i < most + 10; i++) {
            LeaseBar bar = granted("w", Purpose.WORK, Range.of(i, i + 1), i);
            recorder.committed(bar, Range.of(i, i + 1), 1, i);
            recorder.ended(bar, Outcome.COMMITTED, i);
        }

        Timeline timeline = timeline(most);
        assertThat(timeline.bars()).hasSize(most);
        assertThat(timeline.bars().get(0).lease()).isEqualTo(11);
        assertThat(timeline.complete()).isFalse();
        assertThat(timeline.lanes().get(0).items()).isEqualTo(most + 10);
    }

    @Test
    void slots_areBounded() {
        for (int i = 0; i < TimelineRecorder.MAX_LANES; i++) {
            granted("w" + i, Purpose.WORK, Range.upTo(1), 0);
        }
        assertThat(timeline(0).complete()).isTrue();

        LeaseBar oneTooMany = granted("last", Purpose.WORK, Range.upTo(10), 0);
        recorder.committed(oneTooMany, Range.upTo(10), SECOND, SECOND);
        recorder.ended(oneTooMany, Outcome.LOST, 3 * SECOND);

        assertThat(timeline(0).lanes()).hasSize(TimelineRecorder.MAX_LANES);
        assertThat(timeline(0).complete()).isFalse();
        assertThat(cpu.usefulNanos()).isEqualTo(SECOND);
        assertThat(cpu.lostNanos()).isEqualTo(2 * SECOND);
    }

    @Test
    void marks_areBounded() {
        for (int i = 0; i < TimelineRecorder.MAX_MARKS + 5; i++) {
            recorder.happened(JobEvent.Type.WORKER_JOINED, "worker " + i, i);
        }

        assertThat(timeline(0).marks()).hasSize(TimelineRecorder.MAX_MARKS);
        assertThat(timeline(0).marks().get(0).text()).isEqualTo("worker 5");
    }

    @Test
    void samples_areThinnedEvenly_andKeepTheirRates() {
        for (long tick = 0; tick <= 36_000; tick++) {
            recorder.sample(tick, tick, 2, tick * SECOND / 10);
        }

        List<Sample> samples = timeline(3600 * SECOND).samples();
        assertThat(samples).hasSizeBetween(256, SampleSeries.MAX_SAMPLES);
        double distance = samples.get(1).at() - samples.get(0).at();
        assertThat(samples.subList(1, samples.size()))
                .allSatisfy(sample -> assertThat(sample.itemsPerSecond()).isCloseTo(10, within(1e-6)));
        assertThat(samples.get(200).at() - samples.get(199).at()).isCloseTo(distance, within(0.11));
    }

    @Test
    void rate_ofAJobThatWasTakenOver_doesNotCountWhatWasThere() {
        TimelineRecorder later = new TimelineRecorder(new JobId("job"), cpu);
        later.begin(Instant.EPOCH, SECOND, 5000, false);
        later.sample(5010, 5010, 1, 2 * SECOND);

        Timeline timeline = later.timeline(0, 3 * SECOND).orElseThrow();
        assertThat(timeline.samples().get(0).itemsPerSecond()).isCloseTo(10, within(1e-9));
        assertThat(timeline.complete()).isFalse();
    }

    @Test
    void lateEnd_ofALeaseThatHasEnded_isNotHeard() {
        LeaseBar bar = granted("w", Purpose.WORK, Range.upTo(10), 0);
        recorder.committed(bar, Range.upTo(10), SECOND, SECOND);
        recorder.ended(bar, Outcome.COMMITTED, SECOND);
        long revision = timeline(0).revision();

        recorder.ended(bar, Outcome.LOST, 9 * SECOND);

        assertThat(timeline(0).revision()).isEqualTo(revision);
        assertThat(timeline(0).bars().get(0).end()).hasValue(1);
        assertThat(cpu.lostNanos()).isZero();
    }

    @Test
    void takenBackWork_isLost_butNotThatOfStagesBefore() {
        LeaseBar before = granted("w", Purpose.WORK, Range.upTo(10), 0);
        recorder.committed(before, Range.upTo(10), SECOND, SECOND);
        recorder.ended(before, Outcome.COMMITTED, SECOND);
        recorder.stageBegun(SECOND);
        LeaseBar.Granted granted = new LeaseBar.Granted(++leases, 1, Purpose.WORK, 1, Range.upTo(10));
        LeaseBar next = recorder.granted(granted, new SlotKey(new WorkerId("w"), 0), "w", SECOND);
        recorder.committed(next, Range.upTo(4), 2 * SECOND, 3 * SECOND);
        recorder.ended(next, Outcome.ENDED, 3 * SECOND);

        recorder.takenBack(new WorkerId("w"), 1);

        assertThat(cpu.usefulNanos()).isEqualTo(SECOND);
        assertThat(cpu.lostNanos()).isEqualTo(2 * SECOND);
        assertThat(timeline(0).lanes().get(0).items()).isEqualTo(10);
        assertThat(timeline(0).bars())
                .extracting(Timeline.Bar::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.LOST);
    }

    @Test
    void quantiles_areOffByThreePercentAtMost() {
        SpeedHistogram speeds = new SpeedHistogram();
        for (int i = 1; i <= 1000; i++) {
            speeds.add(i * 1e6);
        }
        speeds.add(Double.POSITIVE_INFINITY);
        speeds.add(0);

        List<Timeline.SpeedQuantile> quantiles = speeds.quantiles();
        assertThat(quantiles.get(0).itemsPerSecond()).isEqualTo(1e6);
        assertThat(quantiles.get(3).itemsPerSecond()).isCloseTo(500e6, within(20e6));
        assertThat(quantiles.get(6).itemsPerSecond()).isEqualTo(1000e6);
    }

    @Test
    void speeds_beyondAllBuckets_areStillOrdered() {
        SpeedHistogram speeds = new SpeedHistogram();
        speeds.add(1e-300);
        speeds.add(1e300);

        assertThat(speeds.quantiles())
                .extracting(Timeline.SpeedQuantile::itemsPerSecond)
                .isSorted();
    }
}
