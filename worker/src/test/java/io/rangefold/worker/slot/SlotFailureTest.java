package io.rangefold.worker.slot;

import static io.rangefold.worker.slot.Bench.MILLI;
import static io.rangefold.worker.slot.Bench.SECOND;
import static io.rangefold.worker.slot.Bench.grant;
import static io.rangefold.worker.slot.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotFailureTest {

    private static Kernel<Long> failingAt(long index, RuntimeException failure) {
        return (low, high, context) -> {
            if (low <= index && index < high) {
                throw failure;
            }
            return high - low;
        };
    }

    @Test
    void failedStride_isReportedOnceAllBeforeItIsAcknowledged() {
        Bench bench = new Bench(CountStage.of(failingAt(2_000, new IllegalStateException("no"))));
        bench.tell(work(1, 0, 100_000));
        Range first = bench.stride(MILLI);
        Range failed = bench.stride(MILLI);
        assertThat(bench.commit().range()).isEqualTo(first);

        bench.acknowledge(1, first.high());

        assertThat(bench.said())
                .containsExactly(
                        new StrideFailed(1, failed, Failure.EXCEPTION, failed.low(), "IllegalStateException: no"));
        assertThat(bench.isBusy()).isFalse();
    }

    @Test
    void failure_thatIsNotAnswered_isRepeated() {
        Bench bench = new Bench(CountStage.of(failingAt(0, new IllegalStateException("no"))));
        bench.tell(work(1, 0, 100_000));
        bench.stride(MILLI);
        List<SlotReport> failure = bench.said();

        bench.pass(400 * MILLI);

        assertThat(failure).hasSize(1);
        assertThat(bench.said()).isEqualTo(failure);
    }

    @Test
    void deterministicFailure_namesItsIndex() {
        Bench bench = new Bench(CountStage.of(failingAt(17, new DeterministicException(17, "division by zero"))));
        bench.tell(work(1, 0, 100));

        Range stride = bench.stride(MILLI);

        assertThat(bench.said())
                .containsExactly(new StrideFailed(1, stride, Failure.DETERMINISTIC, 17, "division by zero"));
    }

    @Test
    void input_thatCannotBeHad_failsTheWholeLease() {
        List<SlotReport> said = new ArrayList<>();
        SlotOutput output = new SlotOutput() {
            @Override
            public void report(SlotReport report) {
                said.add(report);
            }

            @Override
            public void reportWithOutput(Commit commit, byte[] bytes) {
                said.add(commit);
            }
        };
        SlotMachine machine = new SlotMachine(
                0,
                SlotSettings.DEFAULT,
                g -> {
                    throw new BlobUnavailableException("no such blob", null);
                },
                output);
        machine.handle(work(1, 0, 100), 0);

        assertThat(machine.begin(0)).isEmpty();

        assertThat(said).containsExactly(new StrideFailed(1, Range.of(0, 100), Failure.INPUT, 0, "no such blob"));
    }

    @Test
    void audit_whoseKernelsDiffer_reportsADefect() {
        Kernel<Long> right = (low, high, context) -> high - low;
        Kernel<Long> wrong = (low, high, context) -> high - low + 1;
        Bench bench = new Bench(new CountStage(right, Optional.of(wrong), 0));
        bench.tell(grant(1, Range.of(0, 1_000), Purpose.AUDIT));

        bench.stride(MILLI);

        assertThat(bench.said())
                .singleElement()
                .satisfies(
                        report -> assertThat(((StrideFailed) report).failure()).isEqualTo(Failure.DEFECT));
    }

    @Test
    void comparison_thatTakesLong_doesNotCutWhatIsComputedAlready() {
        Kernel<Long> polling = (low, high, context) -> context.poll(low) - low;
        Bench bench = new Bench(new CountStage(polling, Optional.of(polling), 0));
        bench.tell(grant(1, Range.of(0, 1_000), Purpose.AUDIT));
        Stride<?> stride = bench.begin();
        Range whole = stride.range();
        long[] polls = {0};

        bench.complete(stride, MILLI, index -> {
            bench.machine.enterPoll(index);
            long late = polls[0]++ == 0 ? 0 : SECOND;
            return bench.machine.pollEnd(stride, index, bench.now() + late);
        });

        assertThat(stride.range()).isEqualTo(whole);
    }

    @Test
    void stride_thatDoesNotFitBesideWhatIsThere_isComputedAgainAfterACommit() {
        CountStage heavy = new CountStage(CountStage.PLAIN.kernel(), Optional.empty(), 40);
        Bench bench = new Bench(heavy);
        bench.tell(work(1, 0, 5_000));
        long committed = 0;
        for (int i = 0; i < 50 && committed < 5_000; i++) {
            if (bench.machine.held().get(0).stride().low() < 5_000) {
                bench.stride(MILLI);
            }
            for (SlotReport report : bench.said()) {
                Commit commit = (Commit) report;
                assertThat(commit.range().low()).isEqualTo(committed);
                assertThat(commit.partial().length).isLessThanOrEqualTo(64 * 1024);
                committed = commit.range().high();
                bench.acknowledge(1, committed);
            }
        }

        assertThat(committed).isEqualTo(5_000);
    }

    @Test
    void index_whosePartialIsTooLargeAlone_failsForGood() {
        Bench bench = new Bench(new CountStage(CountStage.PLAIN.kernel(), Optional.empty(), 100_000));
        bench.tell(work(1, 0, 1));

        bench.stride(MILLI);

        assertThat(bench.said())
                .singleElement()
                .satisfies(
                        report -> assertThat(((StrideFailed) report).failure()).isEqualTo(Failure.DETERMINISTIC));
    }
}
