package io.rangefold.job.range.sum;

import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.Map;

/** Runs range-sum jobs in the test's thread. */
final class Strides {
    private Strides() {}

    static Job job(String from, String to, String expression) {
        return new RangeSumKind().parse(Arguments.ofOptions(Map.of("from", from, "to", to, "expr", expression)));
    }

    static Job job(long from, long to, String expression) {
        return job(Long.toString(from), Long.toString(to), expression);
    }

    /** The merged and encoded sums of strides of that size. */
    static byte[] run(Job job, long stride) {
        return run(job.stage(0, new byte[0]), stride);
    }

    private static <P> byte[] run(Stage<P> stage, long stride) {
        PartialType<P> partials = stage.partials();
        Kernel<P> kernel = stage.newKernel();
        P merged = partials.identity();
        for (long low = 0; low < stage.items(); ) {
            long high = stage.items() - low > stride ? low + stride : stage.items();
            merged = partials.merge(merged, kernel.compute(low, high, KernelContext.detached(high)));
            low = high;
        }
        return partials.encode(merged);
    }

    static BigInteger sum(Job job, long stride) {
        return new SumPartials().decode(run(job, stride));
    }

    /** The sum that the reference kernel gives. */
    static BigInteger referenceSum(Job job) {
        Stage<?> stage = job.stage(0, new byte[0]);
        Object sum = stage.newReferenceKernel()
                .orElseThrow()
                .compute(0, stage.items(), KernelContext.detached(stage.items()));
        return (BigInteger) sum;
    }
}
