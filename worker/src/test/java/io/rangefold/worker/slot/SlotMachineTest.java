package io.rangefold.worker.slot;

import static io.rangefold.worker.slot.Bench.MILLI;
import static io.rangefold.worker.slot.Bench.SECOND;
import static io.rangefold.worker.slot.Bench.grant;
import static io.rangefold.worker.slot.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.KernelStoppedException;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.AllowStride;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.StrideAnnounced;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.SlotStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotMachineTest {
    private final Bench bench = new Bench(CountStage.PLAIN);

    @Test
    void firstStride_isCommittedAtOnce_soThatItsPaceIsKnown() {
        bench.tell(work(1, 0, 100_000));

        Range first = bench.stride(MILLI);

        Commit commit = bench.commit();
        assertThat(commit.range()).isEqualTo(first);
        assertThat(commit.partial()).isEqualTo(CountStage.bytes(first.size()));
        assertThat(commit.busyNanos()).isEqualTo(MILLI);
    }

    @Test
    void frozenPartial_isSentAgainUnchanged_whileTheNextOneGrows() {
        bench.tell(work(1, 0, 1_000_000));
        bench.stride(MILLI);
        Commit first = bench.commit();

        bench.stride(MILLI);
        bench.pass(400 * MILLI);

        assertThat(bench.commit()).isEqualTo(first);
    }

    @Test
    void acknowledgement_freesTheSlotToCommitWhatHasGrownSince() {
        bench.tell(work(1, 0, 1_000_000));
        Range first = bench.stride(MILLI);
        Range second = bench.stride(2 * SECOND);
        bench.said();

        bench.acknowledge(1, first.high());

        assertThat(bench.commit().range()).isEqualTo(second);
    }

    @Test
    void acknowledgement_ofLessThanWasSent_freesNothing() {
        bench.tell(work(1, 0, 1_000_000));
        Range first = bench.stride(MILLI);
        bench.stride(2 * SECOND);
        bench.said();

        bench.acknowledge(1, first.high() - 1);

        assertThat(bench.said()).isEmpty();
    }

    @Test
    void commits_comeOnceASecond() {
        bench.tell(work(1, 0, 1_000_000_000));
        bench.acknowledge(1, bench.stride(MILLI).high());
        bench.said();

        for (int i = 0; i < 49; i++) {
            bench.stride(20 * MILLI);
        }
        assertThat(bench.said()).isEmpty();

        bench.stride(20 * MILLI);
        assertThat(bench.commit().busyNanos()).isEqualTo(SECOND);
    }

    @Test
    void repetitions_comeLessAndLessOften() {
        bench.tell(work(1, 0, 100));
        bench.stride(MILLI);
        bench.said();

        bench.pass(30 * SECOND);

        assertThat(bench.said().size()).isBetween(10, 20);
    }

    @Test
    void trim_keepsTheStrideThatRuns() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        bench.said();
        Stride<?> running = bench.begin();

        bench.tell(new Trim(1, 0));

        assertThat(bench.said()).containsExactly(new Trimmed(1, running.range().high()));
    }

    @Test
    void trim_withinAPoll_cutsTheStrideBehindThePresentIndex() {
        bench.tell(work(1, 0, 100_000));
        Stride<?> running = bench.begin();

        bench.machine.enterPoll(10);
        bench.tell(new Trim(1, 5));

        assertThat(bench.machine.pollEnd(running, 10, bench.now())).isEqualTo(11);
        assertThat(bench.said()).containsExactly(new Trimmed(1, 11));
        bench.complete(running, MILLI);
        assertThat(bench.commit().range()).isEqualTo(Range.of(0, running.range().high()));
    }

    @Test
    void poll_ofAStrideThatTakesTooLong_cutsIt() {
        bench.tell(work(1, 0, 100_000));
        Stride<?> running = bench.begin();

        bench.machine.enterPoll(10);
        long end = bench.machine.pollEnd(running, 10, bench.now() + 60 * MILLI);

        assertThat(end).isEqualTo(11);
        assertThat(running.range()).isEqualTo(Range.of(0, 11));
    }

    @Test
    void poll_ofAStrideWhoseLeaseIsRevoked_stopsTheKernel_andNothingIsCommitted() {
        bench.tell(work(1, 0, 100_000));
        Stride<?> running = bench.begin();
        bench.machine.enterPoll(10);
        bench.tell(new Revoke(1));

        assertThatThrownBy(() -> bench.machine.pollEnd(running, 10, bench.now()))
                .isInstanceOf(KernelStoppedException.class);

        bench.complete(running, MILLI, index -> {
            throw new KernelStoppedException();
        });
        assertThat(bench.said()).isEmpty();
        assertThat(bench.machine.isIdle()).isTrue();
    }

    @Test
    void trim_neverLetsTheLeaseGrow() {
        bench.tell(work(1, 0, 100_000));
        bench.tell(new Trim(1, 50));

        bench.tell(new Trim(1, 70));

        assertThat(bench.said()).containsExactly(new Trimmed(1, 50), new Trimmed(1, 50));
    }

    @Test
    void trimAnswer_thatGetsLost_isRepeatedOnceNothingElseIsLeft() {
        bench.tell(work(1, 0, 100_000));
        bench.tell(new Trim(1, 0));
        bench.said();

        bench.pass(SECOND);

        assertThat(bench.said()).hasSizeBetween(1, 3).containsOnly(new Trimmed(1, 0));
    }

    @Test
    void slot_holdsANewLeaseAndOneThatWaits_butNoThird() {
        bench.tell(work(1, 0, 10));
        bench.stride(MILLI);
        bench.tell(work(2, 10, 20));
        bench.stride(MILLI);
        bench.tell(work(3, 20, 30));

        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(1L, 2L);
        assertThat(bench.isBusy()).isFalse();

        bench.tell(new Acknowledge(1, 10, true));
        bench.tell(work(3, 20, 30));
        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(2L, 3L);
        assertThat(bench.isBusy()).isTrue();
    }

    @Test
    void grant_thatIsOlderThanTheLeaseHeld_isIgnored() {
        bench.tell(work(5, 0, 10));

        bench.tell(work(4, 10, 20));

        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(5L);
    }

    @Test
    void grant_thatComesAgainAfterItsLeaseHasEnded_isIgnored() {
        bench.tell(work(1, 0, 10));
        bench.stride(MILLI);
        bench.tell(new Acknowledge(1, 10, true));

        bench.tell(work(1, 0, 10));

        assertThat(bench.machine.isIdle()).isTrue();
    }

    @Test
    void grant_whileAnotherLeaseIsComputed_takesItsPlace() {
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);

        bench.tell(work(2, 200_000, 300_000));

        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(2L);
        assertThat(bench.begin().range().low()).isEqualTo(200_000);
    }

    @Test
    void lease_thatARegistrationDropped_isNotTakenUpAgain() {
        bench.tell(work(1, 0, 10));

        bench.machine.keepOnly(Map.of(), 0);
        bench.tell(work(1, 0, 10));

        assertThat(bench.machine.isIdle()).isTrue();
    }

    @Test
    void registration_keepsWhatItNames() {
        bench.tell(work(1, 0, 10));
        bench.stride(MILLI);
        bench.tell(work(2, 10, 20));

        bench.machine.keepOnly(Map.of(1L, new Kept(1, 1, 0)), 0);

        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(1L);
    }

    @Test
    void otherCoordinator_whoseLeasesHaveLowerNumbers_isObeyed() {
        bench.tell(work(900, 0, 10));

        bench.machine.forgetAll();
        bench.tell(work(3, 0, 10));

        assertThat(bench.machine.held()).extracting(SlotStatus::lease).containsExactly(3L);
    }

    @Test
    void commandsForLeasesThatAreNotHeld_areIgnored() {
        bench.tell(new Trim(7, 5));
        bench.tell(new Acknowledge(7, 5, true));
        bench.tell(new AllowStride(7, Range.of(0, 5)));
        bench.tell(new Revoke(7));

        assertThat(bench.said()).isEmpty();
        assertThat(bench.machine.isIdle()).isTrue();
    }

    @Test
    void suspect_announcesEachStrideAndBeginsWhenItIsAllowed() {
        bench.tell(grant(1, Range.of(0, 100_000), Purpose.SUSPECT));

        assertThat(bench.isBusy()).isFalse();
        Range announced = ((StrideAnnounced) bench.said().get(0)).stride();
        bench.tell(new AllowStride(1, Range.of(0, announced.high() + 1)));
        assertThat(bench.isBusy()).as("another stride was allowed").isFalse();

        bench.tell(new AllowStride(1, announced));
        bench.complete(bench.begin(), MILLI);
        assertThat(bench.commit().range()).isEqualTo(announced);
        assertThat(bench.isBusy()).isFalse();
        assertThat(bench.said()).hasSize(1).allMatch(StrideAnnounced.class::isInstance);
    }

    @Test
    void announcement_thatIsNotAnswered_isRepeatedUnchanged() {
        bench.tell(grant(1, Range.of(0, 100_000), Purpose.SUSPECT));
        bench.isBusy();
        SlotReport announced = bench.said().get(0);

        bench.pass(400 * MILLI);

        assertThat(bench.said()).containsExactly(announced);
    }

    @Test
    void audit_isCommittedOnceAndWhole() {
        bench.tell(grant(1, Range.of(0, 5_000), Purpose.AUDIT));
        while (bench.machine.held().get(0).stride().low() < 5_000) {
            assertThat(bench.said()).isEmpty();
            bench.stride(2 * SECOND);
        }

        assertThat(bench.commit().range()).isEqualTo(Range.of(0, 5_000));
    }

    @Test
    void audit_isNotTrimmed_butGivenBackWhole() {
        bench.tell(grant(1, Range.of(0, 5_000), Purpose.AUDIT));
        bench.stride(MILLI);

        bench.tell(new Trim(1, 10));
        assertThat(bench.said()).containsExactly(new Trimmed(1, 5_000));

        bench.machine.giveBack(bench.now());
        assertThat(bench.said()).containsExactly(new Trimmed(1, 0));
        assertThat(bench.isBusy()).isFalse();
    }

    @Test
    void drain_givesBackWhatIsNotBegun_andCommitsWhatIsComputed() {
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        bench.acknowledge(1, first.high());
        Range second = bench.stride(MILLI);
        bench.said();

        bench.machine.giveBack(bench.now());

        List<SlotReport> said = bench.said();
        assertThat(said).contains(new Trimmed(1, second.high()));
        assertThat(said)
                .filteredOn(Commit.class::isInstance)
                .singleElement()
                .satisfies(commit -> assertThat(((Commit) commit).range()).isEqualTo(second));
        assertThat(bench.isBusy()).isFalse();
    }

    @Test
    void progress_growsWithEveryStrideAndPoll() {
        bench.tell(work(1, 0, 100_000));
        long before = bench.machine.held().get(0).progress();
        Stride<?> running = bench.begin();
        bench.machine.enterPoll(0);
        bench.machine.pollEnd(running, 0, bench.now());
        bench.complete(running, MILLI);

        assertThat(bench.machine.held().get(0).progress()).isEqualTo(before + 2);
    }

    @Test
    void status_whileNothingIsComputed_hasAnEmptyStrideAtTheNextIndex() {
        bench.tell(work(1, 7, 100_000));

        assertThat(bench.machine.held()).containsExactly(new SlotStatus(0, 1, Range.of(7, 7), 100_000, 0));
    }
}
