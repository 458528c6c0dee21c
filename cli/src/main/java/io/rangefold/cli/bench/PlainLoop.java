package io.rangefold.cli.bench;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments.Segment;
import io.rangefold.job.Stage;
import io.rangefold.protocol.Range;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The base line: the job's own kernels in one loop on the caller's thread, stage after stage. Strides are longer than a
 * slot's, and there are no actors, messages, leases or commits: what a good program without a cluster would take.
 */
final class PlainLoop {
    private static final long SHORT_STRIDE_NANOS = 50_000_000;
    private static final long LONG_STRIDE_NANOS = 400_000_000;
    private static final long MAX_OUTPUT_BYTES = 512L * 1024 * 1024;

    private final Job job;
    private final BooleanSupplier stopped;
    private String kernelName = "";
    private long items;
    private long outputBytes;

    /** @param stopped whether the user wishes to end; asked many times a second */
    PlainLoop(Job job, BooleanSupplier stopped) {
        this.job = job;
        this.stopped = stopped;
    }

    /** The code path of the first stage; empty before a run. */
    String kernelName() {
        return kernelName;
    }

    /** Items of all stages of the last run. */
    long items() {
        return items;
    }

    /**
     * Computes the job.
     *
     * @throws CliException if it can't be computed, or the user wishes to end
     */
    Run run() throws IOException {
        try {
            return compute();
        } catch (KernelStoppedException e) {
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", "interrupted", "", "");
        } catch (DeterministicException e) {
            throw new CliException(
                    ExitCode.FAILED, "item-failed", e.getMessage(), "index " + e.index(), "choose a range without it");
        }
    }

    private Run compute() throws IOException {
        items = 0;
        outputBytes = 0;
        long start = System.nanoTime();
        byte[] state = new byte[0];
        List<Segment> output = new ArrayList<>();
        for (int number = 0; number == 0 || job.continuesAfter(number - 1, state); number++) {
            Stage<?> stage = job.stage(number, state);
            List<Segment> written = new ArrayList<>();
            state = job.after(number, state, fold(stage, written));
            if (!written.isEmpty()) {
                output = written;
            }
            if (number == 0) {
                kernelName = stage.kernelName();
            }
        }
        List<Segment> segments = output;
        var conclusion = job.conclude(state, () -> segments, false);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(seconds, seconds, seconds, AnswerHash.of(conclusion.result()));
    }

    /** The encoded fold of a stage. */
    private <P> byte[] fold(Stage<P> stage, List<Segment> written) {
        PartialType<P> type = stage.partials();
        Kernel<P> kernel = stage.newKernel();
        P sum = type.identity();
        long stride = stage.leastStride();
        Range rest = Range.upTo(stage.items());
        while (!rest.isEmpty() && rest.low() < type.cutoff(sum)) {
            Range next = rest.first(stride);
            Whole context = new Whole(next);
            context.poll(next.low());
            long before = System.nanoTime();
            sum = type.merge(sum, kernel.compute(next.low(), next.high(), context));
            stride = stride(stage, stride, System.nanoTime() - before);
            if (context.bytes.size() > 0) {
                keep(context, written);
            }
            items += next.size();
            rest = rest.from(next.high());
        }
        return type.encode(sum);
    }

    private static long stride(Stage<?> stage, long stride, long nanos) {
        if (nanos < SHORT_STRIDE_NANOS) {
            return stride < 1L << 60 ? stride * 2 : stride;
        }
        return nanos > LONG_STRIDE_NANOS ? Math.max(stage.leastStride(), stride / 2) : stride;
    }

    private void keep(Whole context, List<Segment> written) {
        outputBytes += context.bytes.size();
        if (outputBytes > MAX_OUTPUT_BYTES) {
            throw CliException.badInput(
                    "the job writes more than " + (MAX_OUTPUT_BYTES >> 20)
                            + " MiB, which the plain loop would have to hold in memory",
                    "KIND",
                    "measure a smaller job");
        }
        written.add(context);
    }

    /** Lets a kernel finish its stride unless the user wishes to end, and keeps what it writes. */
    private final class Whole implements KernelContext, Segment {
        private final Range range;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

        Whole(Range range) {
            this.range = range;
        }

        @Override
        public long poll(long index) {
            if (stopped.getAsBoolean()) {
                throw new KernelStoppedException();
            }
            return range.high();
        }

        @Override
        public SegmentSink output() {
            return bytes::write;
        }

        @Override
        public Range range() {
            return range;
        }

        @Override
        public byte[] content() {
            return bytes.toByteArray();
        }
    }
}
