package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitTest {
    private final Office office = new Office();
    private final WorkerId worker = office.worker("a", 1);
    private final JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
    private final Grant grant = office.grantTo(worker);

    @Test
    void commit_thatContinuesItsLease_isAcknowledged() {
        office.commit(worker, grant, 0, 10);

        assertThat(office.commandsTo(worker)).containsExactly(new Acknowledge(grant.lease(), 10, false));
    }

    @Test
    void commit_thatIsNotSaved_isNotAcknowledged() {
        office.holdSaves();

        office.commit(worker, grant, 0, 10);

        assertThat(office.commandsTo(worker)).isEmpty();
        office.save();
        assertThat(office.commandsTo(worker)).containsExactly(new Acknowledge(grant.lease(), 10, false));
    }

    @Test
    void commit_sentTwice_countsOnceAndIsAcknowledgedAgain() {
        office.commit(worker, grant, 0, 10);
        office.sentTo(worker);

        office.commit(worker, grant, 0, 10);

        assertThat(office.commandsTo(worker)).containsExactly(new Acknowledge(grant.lease(), 10, false));
        assertThat(office.view(job).progress().committed()).isEqualTo(10);
    }

    @Test
    void commit_sentTwiceBeforeItIsSaved_isAcknowledgedOnce() {
        office.holdSaves();
        office.commit(worker, grant, 0, 10);

        office.commit(worker, grant, 0, 10);

        assertThat(office.commandsTo(worker)).isEmpty();
        office.save();
        assertThat(office.commandsTo(worker)).hasSize(1);
    }

    @Test
    void commit_thatLeavesAGap_isAnsweredWithPresentStateAndChangesNothing() {
        office.commit(worker, grant, 20, 30);

        assertThat(office.commandsTo(worker)).containsExactly(new Acknowledge(grant.lease(), 0, false));
        assertThat(office.view(job).progress().committed()).isZero();
    }

    @Test
    void commit_fromRevokedLease_isAnsweredWithRevoke() {
        office.worker("a", 1);
        Grant again = office.grantTo(worker);

        office.commit(worker, grant, 0, 10);

        assertThat(again.lease()).isNotEqualTo(grant.lease());
        assertThat(office.commandsTo(worker)).containsExactly(new Revoke(grant.lease()));
        assertThat(office.view(job).progress().committed()).isZero();
    }

    @Test
    void commit_ofALeaseOfAnotherWorker_isAnsweredWithRevoke() {
        WorkerId other = office.worker("b", 1);

        office.commit(other, grant, 0, 10);

        List<SlotCommand> answers = office.commandsTo(other);
        assertThat(answers).contains(new Revoke(grant.lease()));
        assertThat(office.view(job).progress().committed()).isZero();
    }

    @Test
    void commit_whoseOutputIsNotStored_isNotAppliedUntilItIs() {
        SegmentRef segment = new SegmentRef(BlobId.of(new byte[] {1}), 1);
        Commit commit =
                new Commit(grant.lease(), Range.of(0, 10), CountJob.partial(10), Optional.of(segment), 1, "count");

        office.report(worker, commit);
        assertThat(office.view(job).progress().committed()).isZero();

        office.store(segment);
        office.report(worker, commit);
        assertThat(office.view(job).progress().committed()).isEqualTo(10);
    }

    @Test
    void commit_thatCannotBeRead_failsTheJob() {
        office.report(worker, Office.commitOf(grant, 0, 10, new byte[3]));

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("unreadable-partial");
        assertThat(office.commandsTo(worker)).contains(new Revoke(grant.lease()));
    }

    @Test
    void lastCommit_thatIsNotSaved_doesNotEndTheJob() {
        office.holdSaves();

        office.commitAll(worker, grant);

        assertThat(office.conclusions()).isEmpty();
        office.saveAll();
        office.conclude();
        office.saveAll();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void slot_whoseLastCommitWaitsToBeSaved_getsTheNextLeaseAtOnceButNoThird() {
        office.submit("next", CountJob.of(10), Office.UNVERIFIED);
        office.submit("third", CountJob.of(10), Office.UNVERIFIED);
        office.holdSaves();

        office.commitAll(worker, grant);
        Grant next = office.grantTo(worker);
        office.commitAll(worker, next);

        assertThat(next.job()).isEqualTo(new JobId("next"));
        assertThat(office.grantsTo(worker)).isEmpty();
        office.save();
        assertThat(office.grantTo(worker).job()).isEqualTo(new JobId("third"));
    }

    @Test
    void job_ofNoItems_endsWithoutAnyWorker() {
        JobId empty = office.submit("empty", CountJob.of(0), Office.UNVERIFIED);

        office.conclude();

        assertThat(office.view(empty).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void job_whoseLaterStagesAreEmpty_endsAfterTheFirst() {
        JobId staged = office.submit("staged", CountJob.of(10, 0, 0), Office.UNVERIFIED);
        office.commitAll(worker, grant);
        office.commitAll(worker, office.grantTo(worker));

        office.conclude();

        assertThat(office.view(staged).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void stage_thatEnds_isFollowedByTheNextOneWithItsMergedPartial() {
        office.submit("staged", CountJob.of(10, 5), Office.UNVERIFIED);
        office.commitAll(worker, grant);
        office.commitAll(worker, office.grantTo(worker));

        Grant second = office.grantTo(worker);

        assertThat(second.stage()).isEqualTo(1);
        assertThat(second.range()).isEqualTo(Range.of(0, 5));
        assertThat(second.previous()).isEqualTo(CountJob.partial(10));
    }
}
