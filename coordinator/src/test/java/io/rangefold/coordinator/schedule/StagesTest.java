package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What goes on from stage to stage, and what is left when the time is over. */
class StagesTest {
    private static final JobOptions FIVE_SECONDS =
            new JobOptions("", 0, OptionalInt.empty(), Optional.of(Duration.ofSeconds(5)), 3, new VerifyMode.None());

    private final Office office = new Office();

    @Test
    void timeOut_ofAJobThatAnswersInPart_leavesTheResultOfWhatWasComputed() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.inPart(100), FIVE_SECONDS);
        Grant grant = office.grantTo(worker);
        office.commit(worker, grant, 0, 30);
        office.passAlive(6 * Office.SECOND, worker);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(office.commandsTo(worker)).contains(new Revoke(grant.lease()));
        office.conclude();
        JobView ended = office.view(job);
        assertThat(ended.state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(ended.complete()).isFalse();
        assertThat(ended.fault().orElseThrow().code()).isEqualTo("timed-out");
        assertThat(office.counted(job)).isEqualTo(30);
    }

    @Test
    void timeOut_inTheSecondStage_leavesTheResultOfThatStage() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.inPart(10, 100), FIVE_SECONDS);
        office.commitAll(worker, office.grantTo(worker));
        office.commit(worker, office.grantTo(worker), 0, 7);
        office.passAlive(6 * Office.SECOND, worker);
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(office.counted(job)).isEqualTo(7);
    }

    @Test
    void timeOut_whileAPartOfTheResultIsMade_changesNothing() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.inPart(100), FIVE_SECONDS);
        office.passAlive(20 * Office.SECOND, worker);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(office.conclusions()).hasSize(1);
        assertThat(office.grantsTo(worker)).extracting(Grant::attempt).containsOnly(1);
    }

    @Test
    void failureToMakeAPartOfTheResult_isATimeOutWithoutResult() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.inPart(100), FIVE_SECONDS);
        office.passAlive(6 * Office.SECOND, worker);
        office.failToConclude(job, new IllegalStateException("no"));
        assertThat(office.view(job).state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(new JobViews(office.scheduler).result(job)).isEmpty();
    }

    @Test
    void timeOut_ofAnyOtherJob_leavesNoResult() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), FIVE_SECONDS);
        office.commit(worker, office.grantTo(worker), 0, 30);
        office.passAlive(6 * Office.SECOND, worker);
        assertThat(office.view(job).state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(office.conclusions()).isEmpty();
        assertThat(new JobViews(office.scheduler).result(job)).isEmpty();
    }

    @Test
    void cutoffOfAStage_endsItAndBeginsTheNextOne() {
        WorkerId first = office.worker("first", 1);
        WorkerId second = office.worker("second", 1);
        office.submit("job", CountJob.search(1_000_000, 20), Office.UNVERIFIED);
        Grant low = office.grantTo(first);
        Grant high = office.grantTo(second);
        assertThat(high.range().low()).isGreaterThanOrEqualTo(low.range().high());
        office.report(first, Office.commitOf(low, 0, 9, CountJob.partial(9, 8)));
        assertThat(office.commandsTo(second)).contains(new Revoke(high.lease()));
        office.trimmed(first, low, 9);
        assertThat(office.grantsTo(first)).extracting(Grant::stage).containsOnly(1);
    }

    @Test
    void outputOfAStage_isKeptUntilALaterOneWritesSome() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(10, 10, 10), Office.UNVERIFIED);
        SegmentRef early = segment(1);
        SegmentRef late = segment(2);
        office.report(worker, withOutput(office.grantTo(worker), early));
        assertThat(office.scheduler.blobsInUse()).containsExactly(early.id());
        Grant second = office.grantTo(worker);
        office.commitAll(worker, second);
        assertThat(office.scheduler.blobsInUse()).containsExactly(early.id());
        office.report(worker, withOutput(office.grantTo(worker), late));
        assertThat(office.scheduler.blobsInUse()).containsExactly(late.id());
        assertThat(office.conclusions()).containsExactly(job);
    }

    private SegmentRef segment(int content) {
        SegmentRef segment = new SegmentRef(BlobId.of(new byte[] {(byte) content}), 1);
        office.store(segment);
        return segment;
    }

    private static Commit withOutput(Grant grant, SegmentRef segment) {
        return new Commit(
                grant.lease(), Range.of(0, 10), CountJob.partial(10), Optional.of(segment), Office.MILLI, "count");
    }
}
