package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.WorkerId;
import org.junit.jupiter.api.Test;

/** Two workers made different things of one range. */
class DisputeTest {
    private final Office office = new Office();
    private final WorkerId owner = office.worker("owner", 1);
    private final JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));

    @Test
    void ownerWhoIsContradictedByTwo_isQuarantined_andItsRangeIsComputedAgain() {
        WorkerId auditor = office.worker("auditor", 1);
        office.lie(owner, office.grantTo(owner));
        office.commitAll(auditor, office.grantTo(auditor));
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        WorkerId third = office.worker("third", 1);
        Grant decides = office.grantTo(third);
        assertThat(decides.purpose()).isEqualTo(Purpose.AUDIT);
        assertThat(decides.range()).isEqualTo(Range.of(0, 100));

        office.commitAll(third, decides);

        assertThat(office.state(owner)).isEqualTo(WorkerView.State.QUARANTINED);
        office.work(auditor, third);
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.view(job).execution().items()).isEqualTo(100);
        assertThat(office.view(job).execution().redispatched()).isEqualTo(1);
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
        assertThat(office.grantsTo(owner)).isEmpty();
        assertThat(office.disk.history(job))
                .containsExactly(
                        Type.SUBMITTED,
                        Type.STARTED,
                        Type.AUDIT_FAILED,
                        Type.WORKER_QUARANTINED,
                        Type.TAKEN_BACK,
                        Type.LEASED_AGAIN,
                        Type.LEASED_AGAIN,
                        Type.FINISHED);
    }

    @Test
    void auditorWhoIsContradictedByTwo_isQuarantined_andTheOwnersCommitCounts() {
        WorkerId auditor = office.worker("auditor", 1);
        WorkerId third = office.worker("third", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));
        office.commitAll(third, office.grantTo(third));
        office.conclude();

        assertThat(office.state(auditor)).isEqualTo(WorkerView.State.QUARANTINED);
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.AUDITED);
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
        assertThat(office.view(job).execution().redispatched()).isZero();
        assertThat(office.disk.history(job)).doesNotContain(Type.TAKEN_BACK);
    }

    @Test
    void failedAudit_isToldWithRangeOwnerAndAuditor() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));

        assertThat(office.disk.events).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo(Type.AUDIT_FAILED);
            assertThat(event.worker()).contains(auditor);
            assertThat(event.range()).contains(Range.of(0, 100));
            assertThat(event.detail()).contains("owner");
        });
    }

    @Test
    void thirdWorker_isNeitherOwnerNorAuditor() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));

        office.passAlive(2 * Office.SECOND, owner, auditor);

        assertThat(office.grantsTo(owner)).isEmpty();
        assertThat(office.grantsTo(auditor)).isEmpty();
        assertThat(office.explanation(job).pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.reason()).contains("waits for a third worker"));
    }

    @Test
    void disputeThatNobodyDecides_failsTheJob() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));
        office.passAlive(9 * Office.SECOND, owner, auditor);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);

        office.passAlive(2 * Office.SECOND, owner, auditor);

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("audit-mismatch");
        assertThat(office.view(job).fault().orElseThrow().message()).contains("a third worker would have decided");
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(office.state(owner)).isEqualTo(WorkerView.State.ACTIVE);
        assertThat(office.state(auditor)).isEqualTo(WorkerView.State.ACTIVE);
    }

    @Test
    void busyThirdWorker_isWaitedFor() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));
        WorkerId third = office.worker("third", 1);
        Grant decides = office.grantTo(third);
        office.passAlive(30 * Office.SECOND, owner, auditor, third);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);

        office.commitAll(third, decides);
        assertThat(office.state(auditor)).isEqualTo(WorkerView.State.QUARANTINED);
    }

    @Test
    void threeDifferentResults_areADefectOfTheKernel() {
        WorkerId auditor = office.worker("auditor", 1);
        WorkerId third = office.worker("third", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor), 1);
        office.lie(third, office.grantTo(third), 2);

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("kernel-defect");
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(office.state(third)).isEqualTo(WorkerView.State.ACTIVE);
    }

    @Test
    void thirdWorker_whoseReferenceDiffersFromItsKernel_findsADefect() {
        WorkerId auditor = office.worker("auditor", 1);
        WorkerId third = office.worker("third", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));
        office.fail(third, office.grantTo(third), Range.of(0, 3), Failure.DEFECT);

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("kernel-defect");
    }

    @Test
    void worker_thatContradictsItself_isConvictedByAnother() {
        Office one = new Office();
        WorkerId torn = one.worker("torn", 2);
        JobId small = one.submit("small", CountJob.of(1), Office.verified(new VerifyMode.Audit(100)));
        one.commitAll(torn, one.grantTo(torn));
        one.lie(torn, one.grantTo(torn));
        WorkerId other = one.worker("other", 1);
        one.work(other);
        assertThat(one.state(torn)).isEqualTo(WorkerView.State.QUARANTINED);

        WorkerId another = one.worker("another", 1);
        one.work(other, another);
        one.conclude();
        assertThat(one.counted(small)).isEqualTo(1);
    }

    @Test
    void dispute_survivesARestart() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.lie(auditor, office.grantTo(auditor));
        office.restart();
        office.worker("owner", 1);
        office.worker("auditor", 1);
        assertThat(office.grantsTo(owner)).isEmpty();
        assertThat(office.grantsTo(auditor)).isEmpty();

        WorkerId third = office.worker("third", 1);
        office.commitAll(third, office.grantTo(third));
        assertThat(office.state(auditor)).isEqualTo(WorkerView.State.QUARANTINED);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void verdictAndCoverage_areInTheHistory() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.commitAll(auditor, office.grantTo(auditor));
        office.conclude();

        assertThat(office.disk.events.get(office.disk.events.size() - 1).detail())
                .isEqualTo("SUCCEEDED, AUDITED by audit, coverage 1.0000");
    }

    @Test
    void jobWhoseTimeIsOverDuringADispute_isRefuted() {
        Office late = new Office();
        WorkerId first = late.worker("first", 1);
        WorkerId second = late.worker("second", 1);
        JobId part = late.submit("part", CountJob.inPart(10), Office.verifiedWithin(Office.SECOND));
        late.commitAll(first, late.grantTo(first));
        late.lie(second, late.grantTo(second));
        late.pass(2 * Office.SECOND);
        late.conclude();

        assertThat(late.view(part).verification().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(late.view(part).state()).isEqualTo(JobState.FAILED);
    }
}
