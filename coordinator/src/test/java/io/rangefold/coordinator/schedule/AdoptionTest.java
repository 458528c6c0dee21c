package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Workers that claim from a coordinator what an earlier one has given them. */
class AdoptionTest {
    private final Office office = new Office();
    private final WorkerId worker = office.worker("w", 1);
    private final JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
    private final Grant grant = office.grantTo(worker);
    private final Epoch before = office.epoch();

    private Claim claim(long base, long frozen, long end) {
        return new Claim(0, grant.lease(), job, 0, Purpose.WORK, base, frozen, end);
    }

    /** The worker registers with that, and is told what it keeps. */
    private List<Kept> claims(Claim... claims) {
        office.worker("w", 1, Optional.of(before), claims);
        return kept(worker);
    }

    private List<Kept> kept(WorkerId of) {
        return office.sentTo(of).stream()
                .filter(Registered.class::isInstance)
                .flatMap(registered -> ((Registered) registered).keep().stream())
                .toList();
    }

    private static Grant renamed(Grant grant, Kept kept) {
        return grant.renamed(kept.newLease());
    }

    @Test
    void claim_ofAGap_isAdopted_andItsFrozenCommitCountsOnce() {
        office.commit(worker, grant, 0, 40);
        office.restart();

        List<Kept> kept = claims(claim(40, 60, 100));

        assertThat(kept).singleElement().satisfies(k -> {
            assertThat(k.lease()).isEqualTo(grant.lease());
            assertThat(k.newLease()).isGreaterThan(grant.lease());
            assertThat(k.mark()).isEqualTo(40);
        });
        assertThat(office.disk.history(job)).endsWith(Type.TAKEN_OVER, Type.ADOPTED);
        Grant adopted = renamed(grant, kept.get(0));
        office.commit(worker, adopted, 40, 60);
        assertThat(office.commandsTo(worker)).contains(new Acknowledge(adopted.lease(), 60, false));
        office.commit(worker, adopted, 60, 100);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.view(job).execution().items()).isEqualTo(100);
        assertThat(office.view(job).execution().redispatched()).isZero();
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void frozenCommit_thatIsSavedAlready_isNotWantedAgain() {
        office.holdSaves();
        office.commit(worker, grant, 0, 40);
        office.saveUnheard();
        office.restart();

        List<Kept> kept = claims(claim(0, 40, 100));

        assertThat(kept).extracting(Kept::mark).containsExactly(40L);
    }

    @Test
    void claim_thatIsSavedWholly_isNotKept() {
        office.holdSaves();
        office.commitAll(worker, grant);
        office.saveUnheard();
        office.restart();

        assertThat(claims(claim(0, 100, 100))).isEmpty();
        assertThat(office.conclusions()).containsExactly(job);
    }

    @Test
    void adoptedLease_isNobodyElses() {
        office.restart();
        claims(claim(0, 0, 100));

        office.passAlive(4 * Office.SECOND, worker);
        WorkerId other = office.worker("other", 1);

        assertThat(office.scheduler.roster().leases()).hasSize(1);
        assertThat(office.grantsTo(worker)).isEmpty();
        assertThat(office.grantsTo(other)).isEmpty();
    }

    @Test
    void firstClaim_wins() {
        office.restart();
        assertThat(claims(claim(0, 0, 100))).hasSize(1);

        Claim same = new Claim(0, grant.lease(), job, 0, Purpose.WORK, 50, 50, 100);
        WorkerId second = office.worker("second", 1, Optional.of(before), same);

        assertThat(kept(second)).isEmpty();
    }

    @Test
    void gap_thatNobodyClaims_isPendingAfterTwoSeconds_andCanNotBeClaimedThen() {
        office.restart();
        office.pass(2 * Office.SECOND);

        assertThat(claims(claim(0, 50, 100))).isEmpty();
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void claim_ofAnythingElse_isNotKept() {
        office.commit(worker, grant, 0, 40);
        office.restart();
        Epoch epoch = office.epoch();
        Claim good = claim(40, 40, 100);

        assertThat(claims(new Claim(0, 1, job, 0, Purpose.SUSPECT, 40, 40, 100)))
                .isEmpty();
        assertThat(claims(new Claim(0, 1, job, 0, Purpose.AUDIT, 40, 40, 100))).isEmpty();
        assertThat(claims(new Claim(0, 1, job, 1, Purpose.WORK, 40, 40, 100))).isEmpty();
        assertThat(claims(new Claim(0, 1, new JobId("other"), 0, Purpose.WORK, 40, 40, 100)))
                .isEmpty();
        assertThat(claims(new Claim(1, 1, job, 0, Purpose.WORK, 40, 40, 100))).isEmpty();
        assertThat(claims(claim(30, 30, 100))).isEmpty();
        assertThat(claims(claim(40, 40, 101))).isEmpty();
        office.worker("w", 1, Optional.of(new Epoch("another", 1)), good);
        assertThat(kept(worker)).isEmpty();
        office.worker("w", 1, Optional.of(new Epoch(epoch.cluster(), epoch.number() + 1)), good);
        assertThat(kept(worker)).isEmpty();
        assertThat(claims(good)).hasSize(1);
    }

    @Test
    void claim_ofAJobThatIsPaused_isNotKept() {
        office.pause(job);
        office.restart();
        assertThat(claims(claim(0, 0, 100))).isEmpty();
    }

    @Test
    void registration_thatIsRepeated_sinceItsAnswerWasLost_keepsTheSame() {
        office.restart();
        Kept first = claims(claim(0, 30, 100)).get(0);

        List<Kept> second = claims(claim(0, 30, 100));

        assertThat(second).containsExactly(first, new Kept(first.newLease(), first.newLease(), 0));
        office.commit(worker, renamed(grant, first), 0, 30);
        assertThat(office.view(job).progress().committed()).isEqualTo(30);
    }

    @Test
    void claims_ofASlotThatHasGoneOnBeforeItWasAnswered_areBothAdopted() {
        office.restart();
        Claim computed = new Claim(0, 1, job, 0, Purpose.WORK, 0, 50, 50);
        Claim current = new Claim(0, 2, job, 0, Purpose.WORK, 50, 60, 100);

        List<Kept> kept = claims(current, computed);

        assertThat(kept).extracting(Kept::lease).containsExactly(1L, 2L);
        assertThat(kept.get(1).newLease()).isGreaterThan(kept.get(0).newLease());
        office.commit(worker, renamed(grant, kept.get(1)), 50, 60);
        office.commit(worker, renamed(grant, kept.get(0)), 0, 50);
        assertThat(office.commandsTo(worker))
                .contains(new Acknowledge(kept.get(0).newLease(), 50, true));
        office.commit(worker, renamed(grant, kept.get(1)), 60, 100);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(100);
    }

    @Test
    void adoptedLease_ofAWorkerThatIsLost_isComputedByAnother() {
        office.restart();
        claims(claim(0, 0, 100));
        office.lost(worker);
        WorkerId other = office.worker("other", 1);
        assertThat(office.grantTo(other).range()).isEqualTo(Range.of(0, 100));
    }

    @Test
    void secondRestart_adoptsWhatTheFirstAdopted() {
        office.restart();
        Epoch between = office.epoch();
        Kept first = claims(claim(0, 30, 100)).get(0);
        office.restart();

        office.worker("w", 1, Optional.of(between), new Claim(0, first.newLease(), job, 0, Purpose.WORK, 0, 30, 100));

        assertThat(kept(worker))
                .singleElement()
                .satisfies(k -> assertThat(k.newLease()).isGreaterThan(first.newLease()));
    }
}
