package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.StoredState.Share;
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

/** What becomes of a worker that computes wrongly, and of what it has computed. */
class QuarantineTest {
    private final Office office = new Office();
    private final WorkerId liar = office.worker("liar", 2);

    /** The liar, which has an idle slot, makes something else of a small job than two others. */
    private void convict() {
        office.submit("trap", CountJob.of(1), Office.verified(new VerifyMode.Audit(100), 5));
        Grant bait = office.grantTo(liar);
        WorkerId auditor = office.worker("auditor", 1);
        WorkerId third = office.worker("third", 1);
        office.lie(liar, bait);
        office.commitAll(auditor, office.grantTo(auditor));
        office.commitAll(third, office.grantTo(third));
        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
    }

    private void workToTheEnd() {
        office.work(new WorkerId("auditor"), new WorkerId("third"));
        office.conclude();
    }

    @Test
    void quarantinedWorker_losesItsLeases_andGetsNoWork() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        Grant held = office.grantTo(liar);
        convict();

        assertThat(office.commandsTo(liar)).contains(new Revoke(held.lease()));
        assertThat(office.scheduler.roster().usableSlots()).isEqualTo(2);
        assertThat(office.scheduler.roster().hasOther(new WorkerId("auditor"))).isTrue();
        office.commitAll(liar, held);
        assertThat(office.view(job).execution().items()).isZero();
        workToTheEnd();
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.grantsTo(liar)).isEmpty();
    }

    @Test
    void whatItCommittedToOtherJobs_isComputedAgain() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        Grant held = office.grantTo(liar);
        office.report(liar, Office.commitOf(held, 0, 10, CountJob.partial(11)));
        office.report(liar, Office.commitOf(held, 10, 30, CountJob.partial(21)));
        convict();

        assertThat(office.view(job).execution().items()).isZero();
        assertThat(office.disk.job(job).shares()).isEmpty();
        workToTheEnd();
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.view(job).execution().items()).isEqualTo(100);
        assertThat(office.view(job).execution().redispatched()).isEqualTo(2);
        assertThat(office.disk.events)
                .filteredOn(
                        event -> event.type() == Type.TAKEN_BACK && event.job().equals(Optional.of(job)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.range()).contains(Range.of(0, 30));
                    assertThat(event.worker()).contains(liar);
                });
    }

    @Test
    void whatOthersCommitted_counts() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        office.commit(liar, office.grantTo(liar), 0, 10);
        office.lost(liar);
        WorkerId honest = office.worker("honest", 1);
        Grant rest = office.grantTo(honest);
        office.commit(honest, rest, rest.range().low(), rest.range().high());
        office.lost(honest);
        office.worker("liar", 2);
        office.sentTo(liar);
        long items = office.view(job).execution().items();
        convictFromBusy(job);

        assertThat(office.view(job).execution().items()).isEqualTo(items - 10);
        assertThat(office.disk.job(job).shares()).extracting(Share::owner).containsExactly("honest");
    }

    private void convictFromBusy(JobId job) {
        office.pause(job);
        office.sentTo(liar);
        convict();
        office.resume(job);
    }

    @Test
    void commitThatIsBeingSaved_isNotAcknowledged_andDoesNotCount() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        Grant held = office.grantTo(liar);
        office.holdSaves();
        office.commit(liar, held, 0, 10);
        convict();
        office.saveAll();

        List<SlotCommand> commands = office.commandsTo(liar);
        assertThat(commands).noneMatch(command -> command instanceof Acknowledge ack && ack.lease() == held.lease());
        assertThat(office.disk.job(job).shares()).isEmpty();
        while (office.view(job).state() == JobState.RUNNING) {
            workToTheEnd();
            office.saveAll();
        }
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void hitOfASearch_skipsNothingForGood() {
        JobId job = office.submit("job", CountJob.search(1_000), Office.options(0, 1));
        Grant held = office.grantTo(liar);
        office.report(liar, Office.commitOf(held, 0, 10, CountJob.partial(10, 3)));
        assertThat(office.conclusions()).containsExactly(job);
        convict();

        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        office.work(new WorkerId("auditor"), new WorkerId("third"));
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(1_000);
    }

    @Test
    void resultThatIsBeingMade_isNotTold() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        office.lie(liar, office.grantTo(liar));
        assertThat(office.conclusions()).containsExactly(job);
        convict();
        ConclusionTask stale = office.scheduler.conclusionTask(job);
        assertThat(stale.job()).isNotNull();

        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        workToTheEnd();
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void jobThatHasEnded_isNotTouched() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        office.commitAll(liar, office.grantTo(liar));
        office.conclude();
        convict();

        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.disk.history(job)).doesNotContain(Type.TAKEN_BACK);
    }

    @Test
    void jobOfWhichAnEarlierStageRestsOnIt_fails() {
        JobId job = office.submit("job", CountJob.of(10, 20), Office.options(0, 1));
        office.commitAll(liar, office.grantTo(liar));
        assertThat(office.grantTo(liar).stage()).isEqualTo(1);
        convict();

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("quarantined-worker");
    }

    @Test
    void jobOfWhichAnEarlierStageRestsOnIt_failsAfterARestartToo() {
        JobId job = office.submit("job", CountJob.of(10, 20), Office.options(0, 1));
        office.commitAll(liar, office.grantTo(liar));
        office.restart();
        office.worker("liar", 2);
        convict();

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("quarantined-worker");
    }

    @Test
    void jobThatHasForgottenWhatItCommitted_fails() {
        JobId job = office.submit("job", CountJob.of(1_000), Office.options(0, 1));
        office.commit(liar, office.grantTo(liar), 0, 1);
        office.lost(liar);
        for (int number = 0; number < 256; number++) {
            WorkerId honest = office.worker("honest" + number, 1);
            Grant grant = office.grantTo(honest);
            office.commit(honest, grant, grant.range().low(), grant.range().low() + 1);
            office.lost(honest);
        }
        WorkerId last = office.worker("last", 1);
        office.sentTo(last);
        office.worker("liar", 2);
        office.sentTo(liar);
        convict();

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("quarantined-worker");
        assertThat(office.view(job).fault().orElseThrow().message()).contains("liar");
    }

    @Test
    void jobWhoseEarlierStageWasMadeByOthers_goesOn() {
        office.lost(liar);
        WorkerId honest = office.worker("honest", 1);
        JobId job = office.submit("job", CountJob.of(10, 20), Office.options(0, 1));
        office.commitAll(honest, office.grantTo(honest));
        office.lost(honest);
        office.worker("liar", 2);
        office.sentTo(liar);
        convict();

        workToTheEnd();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void output_isDropped() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        Grant held = office.grantTo(liar);
        SegmentRef output = new SegmentRef(BlobId.of(new byte[] {1}), 1);
        office.store(output);
        office.report(
                liar, new Commit(held.lease(), Range.of(0, 10), CountJob.partial(10), Optional.of(output), 1, "count"));
        assertThat(office.disk.job(job).segments()).hasSize(1);
        convict();

        assertThat(office.disk.job(job).segments()).isEmpty();
        assertThat(office.scheduler.blobsInUse()).isEmpty();
    }

    @Test
    void quarantine_survivesARestart() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(0, 1));
        office.sentTo(liar);
        convict();
        office.restart();
        office.worker("liar", 2);
        office.pass(3 * Office.SECOND);

        assertThat(office.grantsTo(liar)).isEmpty();
        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        WorkerId honest = office.worker("honest", 1);
        office.work(honest);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void workerThatIsGone_isQuarantinedWhenItComesBack() {
        JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));
        List<Grant> grants = office.grantsTo(liar);
        WorkerId auditor = office.worker("auditor", 1);
        WorkerId third = office.worker("third", 1);
        office.lie(liar, grants.get(0));
        office.commitAll(liar, grants.get(1));
        office.lost(liar);
        workToTheEnd();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);

        office.worker("liar", 2);
        JobId next = office.submit("next", CountJob.of(100), Office.UNVERIFIED);
        assertThat(office.grantsTo(liar)).isEmpty();
        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        office.work(auditor, third);
        office.conclude();
        assertThat(office.counted(next)).isEqualTo(100);
    }

    @Test
    void whatItAudited_isComputedAgainByOthers() {
        office.lost(liar);
        WorkerId honest = office.worker("honest", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));
        Grant work = office.grantTo(honest);
        office.commit(honest, work, 0, 50);
        office.worker("liar", 2);
        Grant audit = office.grantTo(liar);
        assertThat(audit.range()).isEqualTo(Range.of(0, 50));
        office.commitAll(liar, audit);
        assertThat(office.disk.job(job).audits()).isEmpty();
        convict();

        assertThat(office.disk.job(job).audits())
                .singleElement()
                .satisfies(again -> assertThat(again.range()).isEqualTo(Range.of(0, 50)));
        assertThat(office.disk.status(job).counters().auditedItems()).isZero();
        office.work(new WorkerId("auditor"), new WorkerId("third"));
        office.commit(honest, work, 50, 100);
        workToTheEnd();
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void auditedJob_ofALiarAmongOthers_isRightInTheEnd() {
        WorkerId a = office.worker("a", 2);
        WorkerId b = office.worker("b", 2);
        JobId job = office.submit("job", CountJob.of(600), Office.verified(new VerifyMode.Audit(100)));
        for (Grant grant : office.grantsTo(liar)) {
            office.lie(liar, grant);
        }
        office.work(a, b);
        office.conclude();

        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        assertThat(office.counted(job)).isEqualTo(600);
        assertThat(office.view(job).execution().items()).isEqualTo(600);
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
    }
}
