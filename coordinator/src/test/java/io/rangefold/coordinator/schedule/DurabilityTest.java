package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What groups hold, and what waits for them. */
class DurabilityTest {
    private final Office office = new Office();

    @Test
    void submission_isInTheGroupOfTheLastChange() {
        office.holdSaves();
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);

        assertThat(office.scheduler.groupOfLastChange()).isEqualTo(1);
        assertThat(office.disk.knows(job)).isFalse();
        office.save();
        assertThat(office.scheduler.groupOfLastChange()).isZero();
        assertThat(office.disk.status(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(office.disk.history(job)).containsExactly(Type.SUBMITTED);
    }

    @Test
    void submissionThatCouldNotBeSaved_isWithdrawn() {
        office.holdSaves();
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        JobFault fault = new JobFault("store", "the disk is full", "", "");

        office.does(s -> s.withdraw(job, fault, office.now()));
        office.saveAll();

        assertThat(office.view(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(office.view(job).fault()).contains(fault);
    }

    @Test
    void commits_areStoredByOwner_withWhatTheyMergedTo() {
        WorkerId first = office.worker("first", 1);
        WorkerId second = office.worker("second", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant low = office.grantTo(first);
        Grant high = office.grantTo(second);

        office.commit(first, low, 0, 10);
        office.commit(first, low, 10, 30);
        office.commit(second, high, 50, 60);

        StoredJob stored = office.disk.job(job);
        assertThat(share(stored, "first").ranges()).containsExactly(Range.of(0, 30));
        assertThat(share(stored, "second").ranges()).containsExactly(Range.of(50, 60));
        assertThat(share(stored, "first").partials()).containsExactly(CountJob.partial(30));
        assertThat(stored.record().status().counters().items()).isEqualTo(40);
        assertThat(stored.record().status().counters().workers()).isEqualTo(2);
    }

    private static Share share(StoredJob job, String owner) {
        return job.shares().stream()
                .filter(share -> share.owner().equals(owner))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void end_isNotTold_beforeItIsSaved() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commitAll(worker, office.grantTo(worker));
        office.holdSaves();

        office.conclude();

        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(office.view(job).finishedAt()).isEmpty();
        assertThat(new JobViews(office.scheduler).result(job)).isEmpty();
        assertThat(office.notes).noneMatch(Note.JobEnded.class::isInstance);
        office.saveAll();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.notes).anyMatch(Note.JobEnded.class::isInstance);
    }

    @Test
    void cancelledJob_thatIsNotSaved_isWorkedOnByNobody() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.sentTo(worker);
        office.holdSaves();

        office.cancel(job);
        office.passAlive(Office.SECOND, worker);

        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(office.grantsTo(worker)).isEmpty();
        office.saveAll();
        assertThat(office.view(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(office.disk.status(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void endedJob_keepsWhatWasCovered_andWhatItsResultWasMadeOf_andNothingElse() {
        WorkerId first = office.worker("first", 1);
        WorkerId second = office.worker("second", 1);
        JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));
        Grant low = office.grantTo(first);
        Grant high = office.grantTo(second);
        office.commitAll(first, low);
        office.commitAll(second, high);
        assertThat(office.disk.job(job).audits()).hasSize(2);
        office.commitAll(first, office.grantTo(first));
        office.commitAll(second, office.grantTo(second));
        office.conclude();

        StoredJob stored = office.disk.job(job);
        JobStatus status = stored.record().status();
        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status.known()).isEqualTo(CountJob.partial(100));
        assertThat(status.counters().auditedItems()).isEqualTo(100);
        assertThat(status.finishedAt()).isPresent();
        assertThat(stored.audits()).isEmpty();
        assertThat(stored.shares())
                .singleElement()
                .satisfies(share -> assertThat(share.owner()).isEmpty())
                .satisfies(share -> assertThat(share.ranges()).containsExactly(Range.of(0, 100)))
                .satisfies(share -> assertThat(share.partials()).isEmpty());
        assertThat(office.disk.history(job)).containsExactly(Type.SUBMITTED, Type.STARTED, Type.FINISHED);
    }

    @Test
    void nextStage_forgetsTheSharesOfTheOneBefore() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(10, 20), Office.UNVERIFIED);
        office.commitAll(worker, office.grantTo(worker));

        StoredJob stored = office.disk.job(job);

        assertThat(stored.record().status().stage()).isEqualTo(1);
        assertThat(stored.record().status().known()).isEqualTo(CountJob.partial(10));
        assertThat(stored.record().status().totalItems()).isEqualTo(20);
        assertThat(stored.shares()).isEmpty();
    }

    @Test
    void outputOfALaterStage_takesThePlaceOfThatBefore() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(10, 10), Office.UNVERIFIED);
        SegmentRef early = output(worker, office.grantTo(worker), 1);
        assertThat(office.disk.job(job).segments()).extracting(s -> s.ref()).containsExactly(early);
        SegmentRef late = output(worker, office.grantTo(worker), 2);
        assertThat(office.disk.job(job).segments()).extracting(s -> s.ref()).containsExactly(late);

        office.conclude();

        assertThat(office.disk.job(job).segments()).extracting(s -> s.stage()).containsExactly(1);
    }

    private SegmentRef output(WorkerId worker, Grant grant, int content) {
        SegmentRef segment = new SegmentRef(BlobId.of(new byte[] {(byte) content}), 1);
        office.store(segment);
        office.report(
                worker,
                new Commit(grant.lease(), grant.range(), CountJob.partial(10), Optional.of(segment), 1, "count"));
        return segment;
    }

    @Test
    void failedJob_keepsNoOutput() {
        WorkerId worker = office.worker("w", 1);
        JobId job = office.submit("job", CountJob.of(10, 10), Office.UNVERIFIED);
        output(worker, office.grantTo(worker), 1);

        office.cancel(job);

        assertThat(office.disk.job(job).segments()).isEmpty();
    }

    @Test
    void pausedJob_isStoredAsSuch() {
        JobId job = office.submit("job", CountJob.of(10), Office.UNVERIFIED);
        office.pause(job);
        assertThat(office.disk.status(job).state()).isEqualTo(JobState.PAUSED);
        office.resume(job);
        assertThat(office.disk.status(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(office.disk.history(job)).containsExactly(Type.SUBMITTED, Type.PAUSED, Type.RESUMED);
    }

    @Test
    void ageOfAJobWithATimeLimit_isStoredThoughNothingHappensToIt() {
        JobOptions aMinute = new JobOptions(
                "", 0, OptionalInt.empty(), Optional.of(Duration.ofMinutes(1)), 3, new VerifyMode.None());
        JobId job = office.submit("job", CountJob.of(10), aMinute);
        office.pass(15 * Office.SECOND);
        assertThat(office.disk.status(job).ageNanos()).isGreaterThan(10 * Office.SECOND);
    }

    @Test
    void jobThatFailsForEver_doesNotFillItsHistory() {
        JobId job = office.submit("job", CountJob.of(10), Office.UNVERIFIED);
        for (int i = 0; i < History.MAX_EVENTS; i++) {
            office.does(s -> s.pause(job, office.now()));
            office.does(s -> s.resume(job, office.now()));
        }
        office.cancel(job);
        List<Type> history = office.disk.history(job);
        assertThat(history).hasSize(History.MAX_EVENTS + 1);
        assertThat(history.get(history.size() - 1)).isEqualTo(Type.FINISHED);
    }
}
