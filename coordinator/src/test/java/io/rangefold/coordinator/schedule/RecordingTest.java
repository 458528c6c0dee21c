package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.MarkType;
import io.rangefold.coordinator.service.RangeMap.Piece;
import io.rangefold.coordinator.service.RangeMap.State;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.Timeline.Bar;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final Office office = new Office();
    private final WorkerId first = office.worker("first", 1);

    private JobMonitor monitor() {
        return new JobMonitor(office.scheduler, new JobViews(office.scheduler));
    }

    private Timeline timeline(JobId job) {
        return monitor().timeline(job, 0).orElseThrow();
    }

    private RangeMap map(JobId job) {
        return monitor().rangeMap(job, Optional.empty()).orElseThrow();
    }

    private static List<State> states(RangeMap map) {
        return map.pieces().stream().map(Piece::state).toList();
    }

    @Test
    void lease_isABar_fromItsGrantToItsLastCommit() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.pass(Office.SECOND);
        office.commit(first, grant, 0, 40);
        office.pass(Office.SECOND);
        office.commit(first, grant, 40, 100);

        Timeline timeline = timeline(job);
        assertThat(timeline.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.worker()).isEqualTo("first");
            assertThat(lane.items()).isEqualTo(100);
            assertThat(lane.commits()).isEqualTo(2);
            assertThat(lane.busySeconds()).isCloseTo(1, within(1e-9));
        });
        Bar bar = timeline.bars().get(0);
        assertThat(bar.range()).isEqualTo(Range.upTo(100));
        assertThat(bar.committedTo()).isEqualTo(100);
        assertThat(bar.start()).isZero();
        assertThat(bar.end()).isEqualTo(OptionalDouble.of(2));
        assertThat(bar.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(timeline.speeds().get(0).itemsPerSecond()).isCloseTo(100, within(1e-6));
        assertThat(timeline.complete()).isTrue();
    }

    @Test
    void lossOfAWorker_isSeenInItsBarItsLaneAndTheMap() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 40);
        office.pass(300 * Office.MILLI);
        office.lost(first);

        Timeline timeline = timeline(job);
        Bar bar = timeline.bars().get(0);
        assertThat(bar.outcome()).isEqualTo(Outcome.LOST);
        assertThat(bar.committedTo()).isEqualTo(40);
        assertThat(timeline.lanes().get(0).lostSeconds()).isCloseTo(0.3, within(1e-9));
        assertThat(timeline.marks()).extracting(Timeline.Mark::type).contains(JobEvent.Type.WORKER_LOST);
        assertThat(states(map(job))).containsExactly(State.COMMITTED, State.PENDING);
        assertThat(map(job).pieces().get(0).holder().orElseThrow().worker()).isEqualTo("first");
        assertThat(map(job).marks()).containsExactly(new RangeMap.Mark(Range.of(40, 100), MarkType.REDISPATCHED));
    }

    @Test
    void stolenTail_shortensTheBarOfItsVictim() {
        JobId job = office.submit("job", CountJob.of(1000), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 10);
        WorkerId thief = office.worker("thief", 1);
        office.pass(200 * Office.MILLI);
        office.trimmed(first, grant, 500);

        Timeline timeline = timeline(job);
        assertThat(timeline.bars().get(0).range()).isEqualTo(Range.upTo(500));
        assertThat(timeline.bars().get(1).range()).isEqualTo(Range.of(500, 1000));
        assertThat(timeline.lanes().get(1).worker()).isEqualTo(thief.value());
        assertThat(states(map(job))).containsExactly(State.COMMITTED, State.LEASED, State.LEASED);
    }

    @Test
    void failedStride_endsItsBarAsFailed() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.fail(first, grant, Range.of(0, 10), io.rangefold.protocol.SlotReport.Failure.EXCEPTION);

        assertThat(timeline(job).bars().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void audit_isABarOfItsOwn_andMarksTheMap() {
        WorkerId second = office.worker("second", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));
        office.work(first, second);

        Timeline timeline = timeline(job);
        assertThat(timeline.bars()).extracting(Bar::purpose).contains("audit");
        assertThat(timeline.lanes().stream().mapToLong(Timeline.Lane::items).sum())
                .isEqualTo(100);
        assertThat(timeline.lanes().stream()
                        .mapToDouble(Timeline.Lane::verificationSeconds)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(map(job).marks()).extracting(RangeMap.Mark::type).containsOnly(MarkType.AUDITED);
        assertThat(map(job).marks().stream()
                        .mapToLong(mark -> mark.range().size())
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void whatAQuarantinedWorkerCommitted_isLost() {
        WorkerId second = office.worker("second", 1);
        WorkerId third = office.worker("third", 1);
        JobId job = office.submit("job", CountJob.of(90), Office.verified(new VerifyMode.Audit(100)));
        office.lie(first, office.grantTo(first));
        office.work(second, third);

        Timeline timeline = timeline(job);
        Timeline.Lane lane = timeline.lanes().stream()
                .filter(l -> l.worker().equals("first"))
                .findFirst()
                .orElseThrow();
        assertThat(lane.items()).isZero();
        assertThat(lane.lostSeconds()).isCloseTo(0.3, within(1e-9));
        assertThat(timeline.marks()).extracting(Timeline.Mark::type).contains(JobEvent.Type.WORKER_QUARANTINED);
        assertThat(timeline.bars())
                .filteredOn(bar -> bar.outcome() == Outcome.LOST)
                .singleElement()
                .satisfies(bar ->
                        assertThat(bar.committedTo()).isEqualTo(bar.range().low()));
    }

    @Test
    void coordinatorThatGoesOn_recordsFromThereOn_andSaysSo() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commit(first, office.grantTo(first), 0, 40);
        office.pass(Office.SECOND);
        office.restart();

        assertThat(timeline(job).complete()).isFalse();
        assertThat(timeline(job).bars()).isEmpty();
        assertThat(timeline(job).marks()).extracting(Timeline.Mark::type).contains(JobEvent.Type.TAKEN_OVER);
        assertThat(states(map(job))).containsExactly(State.COMMITTED, State.UNCLAIMED);
    }

    @Test
    void endedJob_keepsItsMapAndItsTimeline() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commit(first, office.grantTo(first), 0, 40);
        office.cancel(job);
        office.pass(Office.SECOND);

        assertThat(timeline(job).ended()).isTrue();
        assertThat(timeline(job).seconds()).isZero();
        assertThat(timeline(job).bars().get(0).outcome()).isEqualTo(Outcome.ENDED);
        assertThat(states(map(job))).containsExactly(State.COMMITTED, State.PENDING);
        RangeMap part = monitor().rangeMap(job, Optional.of(Range.of(30, 50))).orElseThrow();
        assertThat(part.pieces()).extracting(Piece::range).containsExactly(Range.of(30, 40), Range.of(40, 50));
        assertThat(part.items()).isEqualTo(100);
    }

    @Test
    void barsThatDidNotChange_areNotShownAgain() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 40);
        long revision = timeline(job).revision();

        assertThat(monitor().timeline(job, revision).orElseThrow().bars()).isEmpty();
        office.commit(first, grant, 40, 50);
        assertThat(monitor().timeline(job, revision).orElseThrow().bars()).hasSize(1);
    }

    @Test
    void jobThatHasNotStarted_hasAMapAndNoTimeline() {
        office.submit("other", CountJob.of(100), Office.UNVERIFIED);
        JobId job = office.submit("job", CountJob.of(100), Office.options(-1, 0));

        assertThat(monitor().timeline(job, 0)).isEmpty();
        assertThat(states(map(job))).containsExactly(State.PENDING);
    }
}
