package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.AllowStride;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossTest {
    private final Office office = new Office();
    private final WorkerId first = office.worker("first", 1);

    @Test
    void worker_thatIsLost_losesOnlyWhatItHadNotCommitted() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 40);

        office.lost(first);
        WorkerId second = office.worker("second", 1);

        assertThat(office.view(job).progress().committed()).isEqualTo(40);
        assertThat(office.grantTo(second).range().low()).isEqualTo(40);
    }

    @Test
    void whatALostWorkerMayHaveTouched_isSuspect_andTheRestIsNot() {
        office.submit("job", CountJob.of(100_000), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 100);

        office.lost(first);
        WorkerId second = office.worker("second", 2);

        List<Grant> grants = office.grantsTo(second);
        assertThat(grants).extracting(Grant::purpose).containsExactly(Purpose.SUSPECT, Purpose.WORK);
        assertThat(grants.get(0).range().low()).isEqualTo(100);
        assertThat(grants.get(0).range().size()).isLessThan(200);
    }

    @Test
    void whatALostWorkerMayHaveTouched_isAllOfIt_ifItIsFasterThanNumbersCanSay() {
        office.submit("job", CountJob.of(Long.MAX_VALUE), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        Range begun = Range.of(0, 1L << 60);
        byte[] partial = CountJob.partial(begun.size());
        office.report(first, new Commit(grant.lease(), begun, partial, Optional.empty(), 1, "count"));

        office.lost(first);

        Grant suspect = office.grantTo(office.worker("second", 1));
        assertThat(suspect.purpose()).isEqualTo(Purpose.SUSPECT);
        assertThat(suspect.range()).isEqualTo(Range.of(1L << 60, Long.MAX_VALUE));
    }

    @Test
    void suspects_areLeasedOneToAWorker() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        WorkerId second = office.worker("second", 1);
        office.commit(first, office.grantTo(first), 0, 10);
        office.pass(100 * Office.MILLI);
        office.sentTo(second);
        WorkerId third = office.worker("third", 2);
        office.lost(first);
        office.lost(second);

        assertThat(office.grantsTo(third))
                .filteredOn(g -> g.purpose() == Purpose.SUSPECT)
                .hasSizeLessThan(2);
    }

    @Test
    void announcedStride_isAllowed_butAnOlderOneThatComesLateIsNot() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.lost(first);
        WorkerId second = office.worker("second", 1);
        Grant suspect = office.grantTo(second);

        office.announce(second, suspect, Range.of(0, 5));
        office.announce(second, suspect, Range.of(5, 10));
        assertThat(office.commandsTo(second))
                .containsExactly(
                        new AllowStride(suspect.lease(), Range.of(0, 5)),
                        new AllowStride(suspect.lease(), Range.of(5, 10)));

        office.announce(second, suspect, Range.of(0, 5));
        assertThat(office.commandsTo(second)).isEmpty();
    }

    @Test
    void range_thatEndsItsWorkersWhileAnnounced_failsTheJobAfterMaxAttempts() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.lost(first);
        for (int death = 1; death <= 3; death++) {
            WorkerId victim = office.worker("victim-" + death, 1);
            assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
            Grant suspect = office.grantTo(victim);
            assertThat(suspect.purpose()).isEqualTo(Purpose.SUSPECT);
            office.announce(victim, suspect, Range.of(0, 5));
            office.lost(victim);
        }

        assertThat(office.view(job).fault().orElseThrow().code()).isEqualTo("range-kills-workers");
        assertThat(office.view(job).fault().orElseThrow().where()).isEqualTo("range [0, 5)");
    }

    @Test
    void workers_thatDieBeforeTheyAnnounceAnything_areNobodysFault() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.lost(first);
        for (int death = 1; death <= 10; death++) {
            WorkerId victim = office.worker("victim-" + death, 1);
            office.lost(victim);
        }

        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void suspect_thatIsGivenBack_staysSuspect() {
        JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        office.lost(first);
        WorkerId second = office.worker("second", 1);
        Grant suspect = office.grantTo(second);
        office.pause(job);
        office.trimmed(second, suspect, 0);
        office.sentTo(second);

        office.resume(job);

        assertThat(office.grantTo(second).purpose()).isEqualTo(Purpose.SUSPECT);
    }

    private static Claim claim(Grant grant) {
        return new Claim(0, grant.lease(), grant.job(), 0, Purpose.WORK, 0, 0, 100);
    }

    @Test
    void loss_ofAnOlderSession_isIgnored() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        long older = office.sender(first).session();
        office.worker("first", 1, claim(grant));

        office.scheduler.lost(first, older, "its connection has ended", office.now());

        assertThat(office.scheduler.roster().worker(first)).isNotNull();
        assertThat(office.scheduler.roster().lease(grant.lease())).isNotNull();
    }

    @Test
    void worker_thatRegistersAgain_keepsTheLeasesThatItStillHolds() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        office.worker("first", 1, claim(grant));

        Registered answer = (Registered) office.sentTo(first).get(0);
        assertThat(answer.keep()).containsExactly(new Kept(grant.lease(), grant.lease(), 0));
    }

    @Test
    void worker_thatRegistersAgain_isNotToKeepWhatIsNotItsOwn() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        WorkerId other = office.worker("other", 1, claim(grant));

        assertThat(((Registered) office.sentTo(other).get(0)).keep()).isEmpty();
    }

    @Test
    void worker_thatIsSilentForTheLeaseTimeOut_isLost_andToldToRegisterAgainWhenItSpeaks() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Sender sender = office.sender(first);
        office.pass(11 * Office.SECOND);
        assertThat(office.scheduler.roster().worker(first)).isNull();
        office.sentTo(first);

        office.scheduler.heartbeat(sender, 99, List.of(), false, office.now());

        assertThat(office.sentTo(first)).singleElement().isInstanceOf(RegisterAgain.class);
    }

    @Test
    void coordinator_thatWasStopped_givesNobodyUpBeforeItHasReadItsMail() {
        office.scheduler.tick(60 * Office.SECOND);

        assertThat(office.scheduler.roster().worker(first)).isNotNull();
    }

    @Test
    void heartbeat_underAnOlderSession_isAnsweredWithRegisterAgain() {
        Sender older = office.sender(first);
        office.worker("first", 1);
        office.sentTo(first);

        office.scheduler.heartbeat(older, 99, List.of(), false, office.now());

        assertThat(office.sentTo(first)).singleElement().isInstanceOf(RegisterAgain.class);
    }

    @Test
    void drainingWorker_getsNoMoreLeases() {
        office.scheduler.drain(first, office.now());

        office.submit("job", CountJob.of(100), Office.UNVERIFIED);

        assertThat(office.grantsTo(first)).isEmpty();
    }

    @Test
    void lease_thatItsSlotCommittedSomethingOfAndThenDropped_isLeasedAgain() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);
        office.commit(first, grant, 0, 10);

        office.heartbeat(first);

        assertThat(office.grantTo(first).range()).isEqualTo(Range.of(10, 100));
    }

    @Test
    void heartbeat_thatWasOnItsWayWhenALeaseWasGranted_takesNothingBack() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        office.heartbeat(first);

        assertThat(office.scheduler.roster().lease(grant.lease())).isNotNull();
        assertThat(office.grantsTo(first)).isEmpty();
    }

    @Test
    void grant_thatTheWorkerDoesNotConfirm_isSentAgain() {
        office.submit("job", CountJob.of(100), Office.UNVERIFIED);
        Grant grant = office.grantTo(first);

        office.pass(600 * Office.MILLI);
        assertThat(office.grantTo(first)).isEqualTo(grant);

        office.heartbeat(first, office.computing(grant.lease(), Range.of(0, 1), 1));
        office.pass(600 * Office.MILLI);
        assertThat(office.grantsTo(first)).isEmpty();
    }
}
