package io.rangefold.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageLedgerTest {
    private static final SlotKey SLOT = new SlotKey(new WorkerId("worker"), 0);

    private final StageLedger ledger = new StageLedger(100);
    private long lastLease;

    @AfterEach
    void rangesTile() {
        ledger.checkTiling();
    }

    private Lease lease(Urgency urgency, long count) {
        return ledger.lease(
                ++lastLease, SLOT, ledger.pending(urgency).iterator().next(), count);
    }

    private Lease lease(long count) {
        return lease(Urgency.FRESH, count);
    }

    private List<Range> pending(Urgency urgency) {
        return ledger.pending(urgency).stream().map(PendingRange::range).toList();
    }

    @Test
    void lease_takesTheLowestIndices_andTheRestStaysPending() {
        Lease lease = lease(30);

        assertThat(lease.granted()).isEqualTo(Range.of(0, 30));
        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(30, 100));
        assertThat(ledger.plainPendingItems()).isEqualTo(70);
    }

    @Test
    void commits_thatCoverTheLease_endIt_butAreNotCompleteUntilSaved() {
        Lease lease = lease(100);
        ledger.commit(lease, Range.of(0, 60));
        ledger.commit(lease, Range.of(60, 100));

        assertThat(ledger.leases()).isEmpty();
        assertThat(lease.isCommitted()).isTrue();
        assertThat(ledger.isComplete()).isFalse();
        ledger.saved(Range.of(0, 100));
        assertThat(ledger.isComplete()).isTrue();
    }

    @Test
    void commit_thatDoesNotContinueItsLease_isRefused() {
        Lease lease = lease(100);

        assertThatThrownBy(() -> ledger.commit(lease, Range.of(1, 5))).isInstanceOf(AssertionError.class);
    }

    @Test
    void trim_makesTheTailPending_andItCoalescesWithWhatFollows() {
        Lease lease = lease(50);
        ledger.commit(lease, Range.of(0, 10));

        Range tail = ledger.trim(lease, 30);

        assertThat(tail).isEqualTo(Range.of(30, 50));
        assertThat(lease.rest()).isEqualTo(Range.of(10, 30));
        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(30, 100));
    }

    @Test
    void trim_toWhatIsCommitted_endsTheLease() {
        Lease lease = lease(50);
        ledger.commit(lease, Range.of(0, 10));

        ledger.trim(lease, 10);

        assertThat(ledger.leases()).isEmpty();
        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(10, 100));
    }

    @Test
    void trim_ofASuspect_leavesASuspect() {
        Lease whole = lease(100);
        ledger.putBack(PendingRange.suspect(ledger.take(whole), 1, 2));
        Lease suspect = lease(Urgency.SUSPECT, 100);
        assertThat(suspect.purpose()).isEqualTo(Purpose.SUSPECT);

        ledger.trim(suspect, 40);

        PendingRange tail = ledger.pending(Urgency.SUSPECT).iterator().next();
        assertThat(tail.range()).isEqualTo(Range.of(40, 100));
        assertThat(tail.failures()).isEqualTo(1);
        assertThat(tail.deaths()).isEqualTo(2);
        assertThat(ledger.plainPendingItems()).isZero();
    }

    @Test
    void lease_thatIsTakenBack_isPendingWithItsHistory() {
        ledger.putBack(PendingRange.retry(ledger.take(lease(100)), 2, 5, SLOT));
        Lease retry = lease(Urgency.RETRY, 100);
        assertThat(retry.failures()).isEqualTo(2);

        ledger.takeBack(retry);

        assertThat(ledger.pending(Urgency.RETRY).iterator().next().failures()).isEqualTo(2);
    }

    @Test
    void lostAndFreshNeighbours_doNotCoalesce_lostOnesDo() {
        Lease first = lease(20);
        Lease second = lease(20);
        ledger.takeBack(second);
        ledger.takeBack(first);

        assertThat(pending(Urgency.LOST)).containsExactly(Range.of(0, 40));
        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(40, 100));
        assertThat(ledger.intervals()).isEqualTo(2);
    }

    @Test
    void cutoff_skipsWhatIsPendingBeyond_andNamesTheLeasesThatReachBeyond() {
        Lease below = lease(20);
        Lease across = lease(20);

        List<Lease> beyond = ledger.lowerCutoff(30);

        assertThat(beyond).containsExactly(across).doesNotContain(below);
        assertThat(ledger.skippedItems()).isEqualTo(60);
        assertThat(ledger.plainPendingItems()).isZero();
        assertThat(Urgency.values())
                .allSatisfy(urgency -> assertThat(ledger.pending(urgency)).isEmpty());
    }

    @Test
    void cutoff_neverRises() {
        ledger.lowerCutoff(30);

        assertThat(ledger.lowerCutoff(50)).isEmpty();
        assertThat(ledger.cutoff()).isEqualTo(30);
    }

    @Test
    void whatComesBackFromBeyondTheCutoff_isSkipped() {
        Lease lease = lease(100);
        ledger.lowerCutoff(30);

        ledger.trim(lease, 10);

        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(10, 30));
        assertThat(ledger.skippedItems()).isEqualTo(70);
    }

    @Test
    void lease_whollyBeyondTheCutoff_canBeSkipped() {
        lease(30);
        Lease beyond = lease(70);
        ledger.lowerCutoff(30);

        ledger.skip(beyond);

        assertThat(ledger.skippedItems()).isEqualTo(70);
    }

    @Test
    void rangeSetAside_isNeededOnceAllBeforeItIsSaved() {
        Lease lease = lease(50);
        ledger.setAside(PendingRange.fresh(ledger.take(lease(50))));
        assertThat(ledger.needed()).isEmpty();

        ledger.commit(lease, Range.of(0, 50));
        assertThat(ledger.needed()).isEmpty();

        ledger.saved(Range.of(0, 50));
        assertThat(ledger.needed()).isPresent();
    }

    @Test
    void rangeSetAside_isSkippedWhenTheCutoffFallsBelowIt() {
        lease(50);
        ledger.setAside(PendingRange.fresh(ledger.take(lease(50))));

        ledger.lowerCutoff(60);
        assertThat(ledger.aside()).extracting(PendingRange::range).containsExactly(Range.of(50, 60));

        ledger.lowerCutoff(50);
        assertThat(ledger.aside()).isEmpty();
        assertThat(ledger.skippedItems()).isEqualTo(50);
    }

    @Test
    void stageOfNoItems_isComplete() {
        assertThat(new StageLedger(0).isComplete()).isTrue();
    }

    @Test
    void stageOfAllIndices_tiles() {
        StageLedger huge = new StageLedger(Long.MAX_VALUE);
        PendingRange all = huge.pending(Urgency.FRESH).iterator().next();
        Lease lease = huge.lease(1, SLOT, all, Long.MAX_VALUE / 2);
        huge.commit(lease, Range.of(0, 1L << 61));
        huge.trim(lease, 3L << 60);

        huge.checkTiling();
        assertThat(huge.plainPendingItems()).isEqualTo(Long.MAX_VALUE - (3L << 60));
    }

    @Test
    void restoredStage_holdsItsGapsBack_untilTheyAreClaimedOrGivenUp() {
        StageLedger restored = StageLedger.restored(100, List.of(Range.of(20, 40), Range.of(0, 10)), Long.MAX_VALUE);
        assertThat(restored.committedItems()).isEqualTo(30);
        assertThat(restored.unclaimed()).containsExactly(Range.of(10, 20), Range.of(40, 100));
        assertThat(Urgency.values())
                .allSatisfy(urgency -> assertThat(restored.pending(urgency)).isEmpty());
        assertThat(restored.isComplete()).isFalse();

        assertThat(restored.isUnclaimed(Range.of(30, 50))).isFalse();
        assertThat(restored.isUnclaimed(Range.of(50, 60))).isTrue();
        Lease adopted = restored.adopt(1, SLOT, Range.of(50, 60));
        assertThat(restored.isUnclaimed(Range.of(55, 60))).isFalse();
        restored.checkTiling();
        restored.endClaims();
        restored.checkTiling();

        assertThat(restored.pending(Urgency.FRESH))
                .extracting(PendingRange::range)
                .containsExactly(Range.of(10, 20), Range.of(40, 50), Range.of(60, 100));
        assertThat(restored.leases()).containsExactly(adopted);
    }

    @Test
    void restoredStage_needsNothingBeyondItsCutoff() {
        StageLedger restored = StageLedger.restored(100, List.of(Range.of(0, 10), Range.of(80, 90)), 30);
        assertThat(restored.unclaimed()).containsExactly(Range.of(10, 30));
        assertThat(restored.skippedItems()).isEqualTo(60);
        restored.checkTiling();
        restored.lowerCutoff(15);
        assertThat(restored.unclaimed()).containsExactly(Range.of(10, 15));
        restored.checkTiling();
    }

    @Test
    void restoredStage_thatWasDone_isComplete() {
        assertThat(StageLedger.restored(100, List.of(Range.of(0, 100)), Long.MAX_VALUE)
                        .isComplete())
                .isTrue();
    }

    @Test
    void restoredStage_refusesWhatOverlapsOrLiesBeyond() {
        assertThatThrownBy(() -> StageLedger.restored(100, List.of(Range.of(0, 10), Range.of(9, 20)), Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StageLedger.restored(100, List.of(Range.of(90, 101)), Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void committedRange_thatIsTakenBack_isPendingAgain() {
        Lease lease = lease(60);
        ledger.commit(lease, Range.of(0, 50));
        ledger.saved(Range.of(0, 30));

        ledger.takeBackCommitted(List.of(Range.of(10, 40)));

        assertThat(pending(Urgency.LOST)).containsExactly(Range.of(10, 40));
        assertThat(ledger.committedItems()).isEqualTo(20);
        assertThat(ledger.isDurable(Range.of(0, 10))).isTrue();
        assertThat(ledger.isDurable(Range.of(0, 11))).isFalse();
    }

    @Test
    void cutoffThatRises_makesWhatWasSkippedPending() {
        lease(20);
        ledger.lowerCutoff(30);
        ledger.raiseCutoff(70);
        assertThat(pending(Urgency.FRESH)).containsExactly(Range.of(20, 70));
        assertThat(ledger.skippedItems()).isEqualTo(30);
        ledger.raiseCutoff(60);
        assertThat(ledger.cutoff()).isEqualTo(70);
    }
}
