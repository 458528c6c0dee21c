package io.rangefold.worker.slot;

import static io.rangefold.worker.slot.Bench.MILLI;
import static io.rangefold.worker.slot.Bench.SECOND;
import static io.rangefold.worker.slot.Bench.grant;
import static io.rangefold.worker.slot.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.SlotStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What becomes of leases when another coordinator takes over. Lease 1 was granted by the old one; 71 is what the new one
 * calls it. Between the claim and the answer the slot goes on, and mail of the old coordinator may still be read.
 */
class AdoptionTest {
    private final Bench bench = new Bench(CountStage.PLAIN);

    private Claim claim() {
        assertThat(bench.machine.claims()).hasSize(1);
        return bench.machine.claims().get(0);
    }

    private void adopt(long mark) {
        bench.machine.keepOnly(Map.of(1L, new Kept(1, 71, mark)), bench.now());
    }

    private void assertThatItGoesOn() {
        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(71L);
    }

    @Test
    void claim_namesWhatIsAcknowledged_whatIsFrozen_andTheEnd() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        bench.acknowledge(1, first.high());
        Range second = bench.stride(2 * SECOND);
        bench.stride(MILLI);
        bench.tell(new Trim(1, 50_000));

        assertThat(claim())
                .isEqualTo(new Claim(0, 1, new JobId("job"), 0, Purpose.WORK, first.high(), second.high(), 50_000));
    }

    @Test
    void claim_ofAFailedLease_endsBehindTheFailedStride() {
        Bench failing = new Bench(CountStage.of((low, high, context) -> {
            throw new IllegalStateException("no");
        }));
        failing.tell(work(1, 0, 100_000));
        Range failed = failing.stride(MILLI);

        assertThat(failing.machine.claims())
                .containsExactly(new Claim(0, 1, new JobId("job"), 0, Purpose.WORK, 0, 0, failed.high()));
    }

    @Test
    void slotWithoutACoordinator_computesItsLeaseToTheEnd_inOneFrozenAndOneGrowingPartial() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        bench.said();
        computeAll();

        adopt(0);
        Commit frozen = bench.commit();
        bench.acknowledge(71, first.high());
        Commit rest = bench.commit();

        assertThat(frozen.range()).isEqualTo(first);
        assertThat(rest.range()).isEqualTo(Range.of(first.high(), 100_000));
        assertThat(rest.partial()).isEqualTo(CountStage.bytes(100_000 - first.size()));
    }

    private void computeAll() {
        for (var stride = bench.beginIfAny(); stride.isPresent(); stride = bench.beginIfAny()) {
            bench.complete(stride.get(), 2 * SECOND);
        }
    }

    @Test
    void frozenCommit_thatTheNewCoordinatorDoesNotKnow_isSentAtOnceUnderTheNewId() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        Commit sent = bench.commit();

        adopt(0);

        assertThat(bench.commit()).isEqualTo(sent.renamed(71));
        assertThatItGoesOn();
    }

    @Test
    void frozenCommit_thatIsDurableAlready_isDropped_andWhatGrewBehindItIsSent() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        Range second = bench.stride(2 * SECOND);
        bench.said();

        adopt(claim().frozen());

        Commit next = bench.commit();
        assertThat(claim().base()).isEqualTo(first.high());
        assertThat(next.lease()).isEqualTo(71);
        assertThat(next.range()).isEqualTo(second);
    }

    @Test
    void frozenSinceTheClaim_isSentUnderTheNewId() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        bench.acknowledge(1, first.high());
        Claim claim = claim();
        Range second = bench.stride(2 * SECOND);
        bench.said();

        adopt(claim.base());

        Commit sent = bench.commit();
        assertThat(sent.lease()).isEqualTo(71);
        assertThat(sent.range()).isEqualTo(second);
    }

    @Test
    void acknowledgementOfTheOldCoordinator_readAfterTheClaim_doesNotContradictIt() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        Range second = bench.stride(2 * SECOND);
        Claim claim = claim();
        bench.said();

        // It was acknowledged, so the new coordinator has it and answers with its end.
        bench.acknowledge(1, claim.frozen());
        Commit toNobody = bench.commit();
        adopt(claim.frozen());

        assertThat(toNobody.range()).isEqualTo(second);
        assertThat(bench.commit()).isEqualTo(toNobody.renamed(71));
    }

    @Test
    void leaseWhoseAcknowledgedPartTheNewCoordinatorDoesNotHave_isDropped() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        bench.acknowledge(1, first.high());
        bench.said();

        adopt(0);

        assertThat(bench.machine.isIdle()).isTrue();
        assertThat(bench.said()).isEmpty();
    }

    @Test
    void leaseThatEndedSinceTheClaim_isCommittedToItsEnd() {
        bench.tell(work(1, 0, 3_000));
        Range first = bench.stride(MILLI);
        bench.acknowledge(1, first.high());
        Claim claim = claim();
        while (!bench.machine.held().get(0).stride().equals(Range.of(3_000, 3_000))) {
            bench.stride(2 * MILLI);
        }
        bench.said();

        adopt(claim.base());

        Commit last = bench.commit();
        assertThat(last.range()).isEqualTo(Range.of(first.high(), 3_000));
        bench.tell(new Acknowledge(71, 3_000, true));
        assertThat(bench.machine.isIdle()).isTrue();
    }

    @Test
    void leaseThatWasTrimmedSinceTheClaim_showsItsSmallerEnd_andNeverGrowsAgain() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        Claim claim = claim();

        bench.tell(new Trim(1, 40_000));
        adopt(claim.base());

        assertThat(claim.end()).isEqualTo(100_000);
        assertThat(bench.machine.held().get(0).end()).isEqualTo(40_000);
        bench.said();
        bench.tell(new Trim(71, 60_000));
        assertThat(bench.said()).containsExactly(new Trimmed(71, 40_000));
    }

    @Test
    void trim_isAnsweredUnderTheNewId_andUnderTheOldOneNotAtAll() {
        bench.tell(work(1, 0, 100_000));
        adopt(0);
        bench.said();

        bench.tell(new Trim(1, 10));
        assertThat(bench.said()).isEmpty();
        bench.tell(new Trim(71, 50));
        assertThat(bench.said()).containsExactly(new Trimmed(71, 50));
    }

    @Test
    void failure_isToldAgainUnderTheNewId_onceAllBeforeItIsSafe() {
        Bench failing = new Bench(CountStage.of((low, high, context) -> {
            if (low > 0) {
                throw new IllegalStateException("no");
            }
            return high - low;
        }));
        failing.tell(work(1, 0, 100_000));
        Range first = failing.stride(MILLI);
        Range failed = failing.stride(MILLI);
        failing.acknowledge(1, first.high());
        assertThat(failing.said()).hasSize(2);

        failing.machine.keepOnly(Map.of(1L, new Kept(1, 71, first.high())), failing.now());

        assertThat(failing.said())
                .containsExactly(
                        new StrideFailed(71, failed, Failure.EXCEPTION, failed.low(), "IllegalStateException: no"));
    }

    @Test
    void failureBehindAFrozenCommit_waitsForThat() {
        Bench failing = new Bench(CountStage.of((low, high, context) -> {
            if (low > 0) {
                throw new IllegalStateException("no");
            }
            return high - low;
        }));
        failing.tell(work(1, 0, 100_000));
        Range first = failing.stride(MILLI);
        failing.stride(MILLI);
        failing.said();

        failing.machine.keepOnly(Map.of(1L, new Kept(1, 71, 0)), failing.now());
        assertThat(failing.commit().range()).isEqualTo(first);

        failing.acknowledge(71, first.high());
        assertThat(failing.said())
                .singleElement()
                .isInstanceOfSatisfying(
                        StrideFailed.class, told -> assertThat(told.lease()).isEqualTo(71));
    }

    @Test
    void inputThatTheOldCoordinatorCouldNotGiveAnyMore_isAskedForAgain() {
        AtomicBoolean reachable = new AtomicBoolean();
        Bench cutOff = new Bench(grant -> {
            if (!reachable.get()) {
                throw new BlobUnavailableException("nobody answers", null);
            }
            return CountStage.PLAIN;
        });
        cutOff.tell(work(1, 0, 100_000));
        assertThat(cutOff.isBusy()).isFalse();
        cutOff.said();

        reachable.set(true);
        cutOff.machine.keepOnly(Map.of(1L, new Kept(1, 71, 0)), cutOff.now());

        assertThat(cutOff.said()).isEmpty();
        Range first = cutOff.stride(MILLI);
        assertThat(cutOff.commit().range()).isEqualTo(first);
    }

    @Test
    void strideThatRuns_isPartOfTheAdoptedLease() {
        bench.tell(work(1, 0, 100_000));
        Stride<?> running = bench.begin();

        adopt(0);
        bench.complete(running, MILLI);

        Commit commit = bench.commit();
        assertThat(commit.lease()).isEqualTo(71);
        assertThat(commit.range()).isEqualTo(running.range());
    }

    @Test
    void strideOfALeaseThatIsNotKept_isStoppedAtItsNextPoll() {
        bench.tell(work(1, 0, 100_000));
        Stride<?> running = bench.begin();
        bench.machine.enterPoll(10);

        bench.machine.keepOnly(Map.of(), bench.now());

        assertThatThrownBy(() -> bench.machine.pollEnd(running, 10, bench.now()))
                .isInstanceOf(KernelStoppedException.class);
        assertThat(bench.machine.claims()).isEmpty();
    }

    @Test
    void leaseThatWaitsForItsLastAcknowledgement_andTheOneBeingComputed_areBothAdopted() {
        bench.tell(work(1, 0, 10));
        bench.stride(MILLI);
        bench.tell(work(2, 10, 100_000));
        Range next = bench.stride(MILLI);
        bench.said();

        bench.machine.keepOnly(Map.of(1L, new Kept(1, 71, 0), 2L, new Kept(2, 72, 10)), bench.now());

        assertThat(bench.said())
                .satisfiesExactly(
                        second -> assertThat(second).isInstanceOfSatisfying(Commit.class, c -> {
                            assertThat(c.lease()).isEqualTo(72);
                            assertThat(c.range()).isEqualTo(next);
                        }),
                        first -> assertThat(first).isInstanceOfSatisfying(Commit.class, c -> {
                            assertThat(c.lease()).isEqualTo(71);
                            assertThat(c.range()).isEqualTo(Range.of(0, 10));
                        }));
        bench.tell(new Acknowledge(71, 10, true));
        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(72L);
    }

    @Test
    void commandsUnderTheOldId_areIgnoredAfterTheAdoption() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        adopt(0);
        bench.said();

        bench.tell(new Revoke(1));
        bench.acknowledge(1, first.high());
        bench.tell(work(1, 0, 100_000));
        bench.tell(work(2, 200, 300));
        bench.tell(work(70, 200, 300));

        assertThatItGoesOn();
        assertThat(claim().base()).isZero();
        assertThat(bench.said()).isEmpty();
    }

    @Test
    void adoptedTwice_goesOnUnderTheLastId() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        Commit sent = bench.commit();

        adopt(0);
        bench.said();
        bench.machine.keepOnly(Map.of(71L, new Kept(71, 171, 0)), bench.now());

        assertThat(bench.commit()).isEqualTo(sent.renamed(171));
    }

    @Test
    void sameCoordinator_thatIsRegisteredWithAgain_hearsTheFrozenCommitAtOnce() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        Commit sent = bench.commit();

        bench.machine.keepOnly(Map.of(1L, new Kept(1, 1, 0)), bench.now());

        assertThat(bench.commit()).isEqualTo(sent);
    }

    @Test
    void audit_whoseCoordinatorIsRegisteredWithAgain_goesOn() {
        bench.tell(grant(1, Range.of(0, 5_000), Purpose.AUDIT));
        bench.stride(MILLI);

        bench.machine.keepOnly(Map.of(1L, new Kept(1, 1, 0)), bench.now());
        while (bench.machine.held().get(0).stride().low() < 5_000) {
            bench.stride(2 * SECOND);
        }

        assertThat(bench.commit().range()).isEqualTo(Range.of(0, 5_000));
    }
}
