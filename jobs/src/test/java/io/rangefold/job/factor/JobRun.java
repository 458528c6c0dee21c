package io.rangefold.job.factor;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.protocol.Range;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Runs the first stage of a job, or all, through the interfaces that workers and coordinators use, in strides of a given size. */
final class JobRun {
    private final Job job;
    private final long stride;
    private final List<Segments.Segment> segments = new ArrayList<>();
    private byte[] merged = {};

    private JobRun(Job job, long stride) {
        this.job = job;
        this.stride = stride;
    }

    static JobRun of(Job job, long stride) {
        JobRun run = new JobRun(job, stride);
        run.compute(0, new byte[0]);
        return run;
    }

    /** Goes on until no stage follows. */
    static JobRun ofAllStages(Job job, long stride) {
        JobRun run = of(job, stride);
        for (int stage = 0; job.continuesAfter(stage, run.merged); stage++) {
            run.compute(stage + 1, run.merged);
        }
        return run;
    }

    Conclusion conclude() {
        return job.conclude(merged, segments(), true);
    }

    /** What is known after what was run. */
    byte[] merged() {
        return merged;
    }

    Segments segments() {
        return () -> List.copyOf(segments);
    }

    private void compute(int number, byte[] state) {
        merged = job.after(number, state, compute(job.stage(number, state)));
    }

    private <P> byte[] compute(Stage<P> stage) {
        PartialType<P> type = stage.partials();
        List<Kernel<P>> kernels = List.of(stage.newKernel(), stage.newKernel());
        P sum = type.identity();
        int turn = 0;
        for (long low = 0; low < Math.min(stage.items(), type.cutoff(sum)); ) {
            long high = Math.min(stage.items(), low + stride);
            Recorder recorder = new Recorder(high);
            P partial = kernels.get(turn++ % 2).compute(low, high, recorder);
            if (recorder.bytes.size() > 0) {
                segments.add(new Piece(Range.of(low, high), recorder.bytes.toByteArray()));
            }
            sum = type.merge(type.decode(type.encode(partial)), sum);
            low = high;
        }
        return type.encode(sum);
    }

    record Piece(Range range, byte[] content) implements Segments.Segment {}

    private record Recorder(long high, ByteArrayOutputStream bytes) implements KernelContext {
        Recorder(long high) {
            this(high, new ByteArrayOutputStream());
        }

        @Override
        public long poll(long index) {
            return high;
        }

        @Override
        public SegmentSink output() {
            return bytes::write;
        }
    }
}
