package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A coordinator that goes on where another one ended. */
class RestoreTest {
    private final Office office = new Office();

    @Test
    void job_goesOnFromItsLastCommit_andCountsNothingTwice() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commit(worker, office.grantTo(worker), 0, 40);

        office.restart();
        WorkerId next = office.worker("next", 1);
        assertThat(office.grantsTo(next)).isEmpty();
        office.passAlive(3 * Office.SECOND, next);
        Grant rest = office.grantTo(next);
        assertThat(rest.range()).isEqualTo(Range.of(40, 100));
        office.commitAll(next, rest);
        office.conclude();

        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.view(job).execution().items()).isEqualTo(100);
        assertThat(office.view(job).execution().workers()).isEqualTo(2);
        assertThat(office.view(job).execution().commits()).isEqualTo(2);
        assertThat(office.disk.history(job))
                .containsExactly(Type.SUBMITTED, Type.STARTED, Type.TAKEN_OVER, Type.FINISHED);
    }

    @Test
    void priorityThatWasChanged_isStillThat_untilItIsTheFirstAgain() {
        JobId job = office.submit("job", CountJob.of(100), Office.options(2, 0));
        office.prioritize(job, -5);
        office.restart();
        assertThat(office.view(job).priority()).isEqualTo(-5);

        office.prioritize(job, 2);
        office.restart();
        assertThat(office.view(job).priority()).isEqualTo(2);
    }

    @Test
    void commitThatWasNotSaved_isComputedAgain() {
        WorkerId worker = office.worker("w", 1);
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(worker);
        office.holdSaves();
        office.commit(worker, grant, 0, 40);
        office.restart();
        WorkerId next = office.worker("next", 1);
        office.pass(2 * Office.SECOND);
        assertThat(office.grantTo(next).range()).isEqualTo(Range.of(0, 100));
    }

    @Test
    void leasesAndSessions_areNumberedAboveThoseOfEarlierTerms() {
        WorkerId worker = office.worker("w", 1);
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant before = office.grantTo(worker);
        long session = office.sender(worker).session();
        office.restart();
        office.worker("w", 1);
        office.pass(2 * Office.SECOND);
        assertThat(office.grantTo(worker).lease()).isGreaterThan(before.lease());
        assertThat(office.sender(worker).session()).isGreaterThan(session);
    }

    @Test
    void jobWhoseResultWasNotSaved_isConcludedAgain() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commitAll(worker, office.grantTo(worker));
        office.restart();
        assertThat(office.conclusions()).containsExactly(job);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void stage_isTheOneThatHadBegun() {
        WorkerId worker = office.worker("w", 1);
        office.submit("job", CountJob.of(10, 20), Office.UNVERIFIED);
        office.commitAll(worker, office.grantTo(worker));
        office.restart();
        office.worker("w", 1);
        office.pass(2 * Office.SECOND);
        Grant grant = office.grantTo(worker);
        assertThat(grant.stage()).isEqualTo(1);
        assertThat(grant.range()).isEqualTo(Range.of(0, 20));
        assertThat(grant.previous()).isEqualTo(CountJob.partial(10));
    }

    @Test
    void search_knowsWhatIsNotNeeded() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.search(1_000), Office.UNVERIFIED);
        Grant grant = office.grantTo(worker);
        office.report(worker, Office.commitOf(grant, 0, 10, CountJob.partial(10, 7)));
        office.restart();
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void pausedJob_staysPaused() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.pause(job);
        office.restart();
        office.worker("w", 1);
        office.passAlive(3 * Office.SECOND, worker);
        assertThat(office.view(job).state()).isEqualTo(JobState.PAUSED);
        assertThat(office.grantsTo(worker)).isEmpty();
        office.resume(job);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(office.grantsTo(worker)).hasSize(1);
    }

    @Test
    void audits_thatWait_areStillToBeDone_andThoseDoneCount() {
        WorkerId owner = office.worker("owner", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));
        office.commitAll(owner, office.grantTo(owner));
        office.restart();
        assertThat(office.conclusions()).isEmpty();
        WorkerId auditor = office.worker("auditor", 1);
        Grant audit = office.grantTo(auditor);
        assertThat(audit.purpose()).isEqualTo(Purpose.AUDIT);
        office.commitAll(auditor, audit);
        office.restart();
        office.conclude();
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
        assertThat(office.view(job).verification().detail())
                .isEqualTo("1 range was computed again by another slot and agreed");
    }

    @Test
    void output_isKept() {
        WorkerId worker = office.worker("w", 1);
        office.submit("job", CountJob.of(10), Office.UNVERIFIED);
        SegmentRef segment = new SegmentRef(BlobId.of(new byte[] {1}), 1);
        office.store(segment);
        Grant grant = office.grantTo(worker);
        office.report(
                worker, new Commit(grant.lease(), grant.range(), CountJob.partial(10), Optional.of(segment), 1, "c"));
        office.restart();
        assertThat(office.scheduler.blobsInUse()).containsExactly(segment.id());
        assertThat(office.scheduler.conclusionTask(office.conclusions().get(0)).segments())
                .containsExactly(new StoredSegment(Range.of(0, 10), segment));
    }

    @Test
    void time_thatPassedWithoutACoordinator_doesNotCountAgainstTheJob() {
        JobOptions fiveSeconds = new JobOptions(
                "", 0, OptionalInt.empty(), Optional.of(Duration.ofSeconds(5)), 3, new VerifyMode.None());
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), fiveSeconds);
        Grant grant = office.grantTo(worker);
        office.passAlive(4 * Office.SECOND, worker);
        office.commit(worker, grant, 0, 10);
        office.restart();
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        office.pass(2 * Office.SECOND);
        assertThat(office.view(job).state()).isEqualTo(JobState.TIMED_OUT);
    }

    @Test
    void clockThatWasSetBack_harmsNoJob() {
        assertThatAClockCanBeSet(Duration.ofHours(-2));
    }

    @Test
    void clockThatWasSetForward_harmsNoJob() {
        assertThatAClockCanBeSet(Duration.ofHours(2));
    }

    private void assertThatAClockCanBeSet(Duration forward) {
        JobOptions aMinute = new JobOptions(
                "", 0, OptionalInt.empty(), Optional.of(Duration.ofMinutes(1)), 3, new VerifyMode.None());
        WorkerId worker = office.worker("w", 1);
        office.pass(Office.SECOND);
        JobId job = office.submit("job", CountJob.of(100), aMinute);
        office.commit(worker, office.grantTo(worker), 0, 40);
        office.setClock(forward);
        office.restart();
        assertThat(office.view(job).execution().elapsedSeconds()).isNotNegative();
        WorkerId next = office.worker("next", 1);
        office.passAlive(3 * Office.SECOND, next);
        office.commitAll(next, office.grantTo(next));
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.view(job).submittedAt().toEpochMilli()).isEqualTo(1_000);
    }

    @Test
    void jobNumbers_goOn() {
        office.submit("first", CountJob.of(10), Office.UNVERIFIED);
        office.restart();
        JobId second = office.submit("second", CountJob.of(10), Office.UNVERIFIED);
        assertThat(office.disk.job(second).record().header().number()).isEqualTo(2);
    }

    @Test
    void jobThatCannotBeDecoded_fails_andOthersGoOn() {
        JobId good = office.submit("good", CountJob.of(10), Office.UNVERIFIED);
        JobId bad = office.submit("bad", CountJob.of(20), Office.UNVERIFIED);

        office.restartWith(spec -> {
            CountJob job = CountJob.decoded(spec);
            if (job.stages()[0] == 20) {
                throw new IllegalArgumentException("made by a newer version");
            }
            return job;
        });

        assertThat(office.view(bad).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(bad).fault().orElseThrow().message()).contains("made by a newer version");
        assertThat(office.view(good).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void jobWhoseCheckpointsOverlap_fails() {
        assertThatAFault(List.of(
                new Share("a", List.of(Range.of(0, 30)), List.of(CountJob.partial(30))),
                new Share("b", List.of(Range.of(20, 30)), List.of(CountJob.partial(10)))));
    }

    @Test
    void jobWhoseCheckpointsLieBeyondIt_fails() {
        assertThatAFault(List.of(new Share("a", List.of(Range.of(90, 130)), List.of(CountJob.partial(40)))));
    }

    @Test
    void jobWhosePartialCannotBeRead_fails() {
        assertThatAFault(List.of(new Share("a", List.of(Range.of(0, 40)), List.of(new byte[3]))));
    }

    @Test
    void jobOneOfWhosePartialsIsMissing_fails() {
        assertThatAFault(List.of(new Share("a", List.of(Range.of(0, 40)), List.of())));
    }

    @Test
    void jobSomeOfWhoseCheckpointsAreMissing_fails() {
        assertThatAFault(List.of(new Share("a", List.of(Range.of(0, 30)), List.of(CountJob.partial(30)))));
    }

    /** A job that has committed 40 of 100 items comes back with other shares than it had. */
    private void assertThatAFault(List<Share> shares) {
        WorkerId worker = office.worker("w", 2);
        JobId good = office.submit("good", CountJob.of(10), Office.options(0, 1));
        JobId bad = office.submit("bad", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantsTo(worker).get(1);
        office.commit(worker, grant, 0, 40);
        List<StoredJob> jobs = new ArrayList<>();
        for (StoredJob job : office.disk.load().jobs()) {
            boolean isBad = job.record().header().id().equals(bad);
            jobs.add(isBad ? new StoredJob(job.record(), shares, job.segments(), job.audits()) : job);
        }

        office.restart(new StoredState(jobs, Set.of(), 2));

        assertThat(office.view(bad).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(bad).fault().orElseThrow().code()).isEqualTo("unreadable-state");
        assertThat(office.disk.status(bad).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(good).state()).isEqualTo(JobState.RUNNING);
    }
}
