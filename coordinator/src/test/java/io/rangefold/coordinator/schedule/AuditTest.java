package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Office office = new Office();
    private final WorkerId owner = office.worker("owner", 1);
    private final JobId job = office.submit("job", CountJob.of(100), Office.verified(new VerifyMode.Audit(100)));

    @Test
    void commit_isComputedAgainByAnotherWorker_beforeTheJobEnds() {
        WorkerId auditor = office.worker("auditor", 1);
        Grant work = office.grantTo(owner);
        office.commitAll(owner, work);

        Grant audit = office.grantTo(auditor);
        assertThat(audit.purpose()).isEqualTo(Purpose.AUDIT);
        assertThat(audit.range()).isEqualTo(work.range());
        assertThat(office.grantsTo(owner)).isEmpty();
        assertThat(office.conclusions()).isEmpty();

        office.commitAll(auditor, audit);
        office.conclude();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.AUDITED);
        assertThat(office.view(job).verification().detail())
                .isEqualTo("1 range was computed again by another slot and agreed");
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void commit_ofTheOnlySlotThereIs_isComputedAgainByIt() {
        office.commitAll(owner, office.grantTo(owner));

        Grant audit = office.grantTo(owner);
        assertThat(audit.purpose()).isEqualTo(Purpose.AUDIT);

        office.commitAll(owner, audit);
        office.conclude();
        assertThat(office.view(job).verification().detail())
                .isEqualTo("1 range was computed again by the same slot, there being no other, and agreed");
    }

    @Test
    void emptyJob_hasNothingToComputeAgain() {
        JobId empty = office.submit("empty", CountJob.of(0), Office.verified(new VerifyMode.Audit(100)));
        office.conclude();

        assertThat(office.view(empty).verification().detail()).isEqualTo("there was nothing to compute again");
    }

    @Test
    void audit_whoseWorkerIsLost_isLeasedToAnother() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        office.sentTo(auditor);
        office.lost(auditor);
        assertThat(office.grantTo(owner).purpose()).isEqualTo(Purpose.AUDIT);
    }

    @Test
    void audit_thatIsCommittedInPart_isNotCounted() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        Grant audit = office.grantTo(auditor);

        office.commit(auditor, audit, 0, 50);

        assertThat(office.conclusions()).isEmpty();
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void audit_thatIsGivenBack_isLeasedAgain() {
        WorkerId auditor = office.worker("auditor", 1);
        office.commitAll(owner, office.grantTo(owner));
        Grant audit = office.grantTo(auditor);

        office.trimmed(auditor, audit, 0);

        assertThat(office.grantTo(auditor).range()).isEqualTo(audit.range());
    }
}
