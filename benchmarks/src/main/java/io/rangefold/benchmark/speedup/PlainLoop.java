package io.rangefold.benchmark.speedup;

import io.rangefold.benchmark.Jvm;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments.Segment;
import io.rangefold.job.Stage;
import io.rangefold.protocol.Range;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The base line: a job's own kernel in one loop on one thread, stride after stride, in a JVM that does nothing else. Strides
 * are as long as a worker's; there are no actors, messages, leases or commits.
 */
final class PlainLoop implements AutoCloseable {
    private static final long SHORT_STRIDE_NANOS = 10_000_000;

    private final Jvm jvm = Jvm.start(PlainLoop.class, List.of());

    /**
     * What a loop took.
     *
     * @param nanos of the loop alone
     * @param answer hash of the result
     */
    record Run(long nanos, String answer) {
        double seconds() {
            return nanos / 1e9;
        }
    }

    /** Runs a workload of that many items. */
    Run run(Workload workload, long items) {
        String[] answer = jvm.ask(workload.id() + " " + items).split(" ");
        return new Run(Long.parseLong(answer[0]), answer[1]);
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** Reads lines of a workload's name and a number of items; answers each with nanoseconds and a hash. */
    public static void main(String[] args) throws Exception {
        JobKinds kinds = JobKinds.installed();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            Workload workload = Workload.named(words[0]);
            Job job = kinds.named(workload.kind()).parse(workload.arguments(Long.parseLong(words[1])));
            Run run = loop(job, job.stage(0, new byte[0]));
            System.out.println(run.nanos() + " " + run.answer());
        }
    }

    private static <P> Run loop(Job job, Stage<P> stage) {
        List<Segment> segments = new ArrayList<>();
        PartialType<P> type = stage.partials();
        long start = System.nanoTime();
        Kernel<P> kernel = stage.newKernel();
        P sum = type.identity();
        long stride = 1;
        Range rest = Range.upTo(stage.items());
        while (!rest.isEmpty()) {
            Range next = rest.first(stride);
            Whole context = new Whole(next);
            long before = System.nanoTime();
            sum = type.merge(sum, kernel.compute(next.low(), next.high(), context));
            if (System.nanoTime() - before < SHORT_STRIDE_NANOS && stride < 1L << 60) {
                stride *= 2;
            }
            if (context.bytes.size() > 0) {
                segments.add(context);
            }
            rest = rest.from(next.high());
        }
        long nanos = System.nanoTime() - start;
        return new Run(
                nanos,
                Answer.hash(job.conclude(job.after(0, new byte[0], type.encode(sum)), () -> segments, false)
                        .result()));
    }

    /** Lets a kernel finish its stride, and keeps what it writes. */
    private static final class Whole implements KernelContext, Segment {
        private final Range range;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

        Whole(Range range) {
            this.range = range;
        }

        @Override
        public long poll(long index) {
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
