package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.BadInputException;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.WorkerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Range STRIDE = Range.of(10, 20);

    private final Office office = new Office();
    private final WorkerId first = office.worker("first", 1);

    private JobFault fault(JobId job) {
        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        return office.view(job).fault().orElseThrow();
    }

    @Test
    void strideFailure_beforeItsPrefixIsCommitted_isAnsweredWithPresentStateAndChangesNothing() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        office.fail(first, grant, STRIDE, Failure.EXCEPTION);

        assertThat(office.commandsTo(first)).containsExactly(new Acknowledge(grant.lease(), 0, false));
        assertThat(office.view(job).execution().redispatched()).isZero();
    }

    @Test
    void result_thatTheInputDoesNotAllow_failsTheJobAndSaysWhatToDo() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commitAll(first, office.grantTo(first));

        office.failToConclude(job, new BadInputException("too many values", "--expr", "make classes"));

        assertThat(fault(job)).isEqualTo(new JobFault("bad-input", "too many values", "--expr", "make classes"));
    }

    @Test
    void result_thatFailsByItself_failsTheJobAndPointsToTheLog() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.commitAll(first, office.grantTo(first));

        office.failToConclude(job, new IllegalStateException("broken"));

        assertThat(fault(job).code()).isEqualTo("no-result");
        assertThat(fault(job).message()).contains("broken");
    }

    @Test
    void failedStride_isTriedAgainByAnotherWorker_whileTheRestIsLeasedAtOnce() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        WorkerId second = office.worker("second", 1);
        office.commit(first, grant, 0, 10);
        office.sentTo(first);

        office.fail(first, grant, STRIDE, Failure.EXCEPTION);

        assertThat(office.grantTo(first).range()).isEqualTo(Range.of(60, 100));
        office.commitAll(second, office.grantTo(second));
        office.passAlive(2 * Office.SECOND, first, second);
        Grant retry = office.grantTo(second);
        assertThat(retry.range()).isEqualTo(STRIDE);
        assertThat(retry.attempt()).isEqualTo(2);
    }

    @Test
    void failedStride_ofTheOnlySlot_isTriedAgainByIt_butNotAtOnce() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.fail(first, grant, Range.of(0, 100), Failure.EXCEPTION);
        assertThat(office.grantsTo(first)).isEmpty();

        office.passAlive(Office.SECOND, first);

        assertThat(office.grantTo(first).range()).isEqualTo(Range.of(0, 100));
    }

    @Test
    void range_thatFailsTooOften_failsTheJobAndIsNamed() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        for (int attempt = 1; attempt <= 3; attempt++) {
            Grant grant = office.grantTo(first);
            assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
            assertThat(grant.attempt()).isEqualTo(attempt);
            office.fail(first, grant, Range.of(0, 100), Failure.EXCEPTION);
            office.passAlive(2 * Office.SECOND, first);
        }

        assertThat(fault(job).code()).isEqualTo("range-failed");
        assertThat(fault(job).where()).isEqualTo("range [0, 100)");
    }

    @Test
    void deterministicError_failsTheJobAtOnceAndNamesTheIndex() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        office.report(
                first, new StrideFailed(grant.lease(), Range.of(0, 50), Failure.DETERMINISTIC, 17, "division by zero"));

        assertThat(fault(job).code()).isEqualTo("deterministic-error");
        assertThat(fault(job).where()).isEqualTo("index 17, counted from 0");
    }

    @Test
    void slot_thatComputesWithoutProgress_losesItsLeaseAndTheStrideCountsAnError() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        WorkerId second = office.worker("second", 1);
        office.commit(first, grant, 0, 10);
        office.trimmed(first, grant, 50);
        office.commitAll(second, office.grantTo(second));
        for (int i = 0; i < 22; i++) {
            office.heartbeat(first, office.computing(grant.lease(), STRIDE, 5));
            office.trimmed(first, grant, 50);
            office.pass(500 * Office.MILLI);
            office.heartbeat(second);
            if (office.scheduler.roster().lease(grant.lease()) == null) {
                break;
            }
        }
        office.passAlive(Office.SECOND, second);

        assertThat(office.view(job).execution().redispatched()).isPositive();
        assertThat(office.notes)
                .anyMatch(note -> note instanceof Note.Redispatched again
                        && again.range().equals(STRIDE)
                        && again.reason().startsWith("no progress"));
        assertThat(office.grantsTo(first))
                .as("a slot that hangs gets nothing more")
                .isEmpty();
    }

    @Test
    void slot_whoseWorkerIsSilent_isNotHung() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.heartbeat(first, office.computing(grant.lease(), STRIDE, 5));
        office.pass(9 * Office.SECOND);
        office.announce(first, grant, Range.of(0, 1));

        office.pass(5 * Office.SECOND);
        assertThat(office.scheduler.roster().lease(grant.lease())).isNotNull();

        office.pass(6 * Office.SECOND);
        assertThat(office.view(job).execution().redispatched()).isEqualTo(1);
        assertThat(office.grantTo(office.worker("second", 1)).purpose()).isEqualTo(Purpose.SUSPECT);
    }

    @Test
    void slot_thatWaitsForAnAcknowledgement_isNotHung() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        for (int i = 0; i < 30; i++) {
            office.heartbeat(first, office.computing(grant.lease(), Range.of(10, 10), 5));
            office.pass(500 * Office.MILLI);
        }

        assertThat(Optional.ofNullable(office.scheduler.roster().lease(grant.lease())))
                .isPresent();
    }

    @Test
    void search_withADeterministicErrorBehindTheHit_succeeds() {
        JobId job = office.submit("job", CountJob.search(100), Office.UNVERIFIED);
        Grant low = office.grantTo(first);
        WorkerId second = office.worker("second", 1);
        Grant high = office.grantTo(second);
        assertThat(low.range()).isEqualTo(Range.of(0, 50));

        office.fail(second, high, Range.of(50, 51), Failure.DETERMINISTIC);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
        office.report(first, Office.commitOf(low, 0, 50, CountJob.partial(50, 30)));
        office.conclude();

        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void search_withADeterministicErrorThatIsNeeded_failsOnceAllBeforeItIsSaved() {
        JobId job = office.submit("job", CountJob.search(100), Office.UNVERIFIED);
        Grant low = office.grantTo(first);
        WorkerId second = office.worker("second", 1);
        Grant high = office.grantTo(second);
        office.fail(second, high, Range.of(50, 51), Failure.DETERMINISTIC);
        office.holdSaves();

        office.commitAll(first, low);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);

        office.saveAll();
        assertThat(fault(job).where()).isEqualTo("index 50, counted from 0");
    }
}
