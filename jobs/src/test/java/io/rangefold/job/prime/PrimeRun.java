package io.rangefold.job.prime;

import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Runs jobs about primes in the test's thread. */
final class PrimeRun {
    private PrimeRun() {}

    static Arguments arguments(String from, String to, String... others) {
        Map<String, String> options = new HashMap<>(Map.of("from", from, "to", to));
        for (int k = 0; k < others.length; k += 2) {
            options.put(others[k], others[k + 1]);
        }
        return Arguments.ofOptions(options);
    }

    static Job count(String from, String to, String tuple) {
        return new PrimeCountKind().parse(arguments(from, to, "tuple", tuple));
    }

    static Job sum(String from, String to, String tuple) {
        return new PrimeSumKind().parse(arguments(from, to, "tuple", tuple));
    }

    /** What the production kernel gives in strides of that size. */
    static BigInteger run(Job job, long stride) {
        Stage<?> stage = job.stage(0, new byte[0]);
        return run(stage, stage.newKernel(), stride);
    }

    /** What the reference kernel gives. */
    static BigInteger reference(Job job) {
        Stage<?> stage = job.stage(0, new byte[0]);
        return run(stage, stage.newReferenceKernel().orElseThrow(), Long.MAX_VALUE);
    }

    @SuppressWarnings("unchecked")
    private static BigInteger run(Stage<?> stage, Kernel<?> kernel, long stride) {
        PartialType<BigInteger> partials = (PartialType<BigInteger>) stage.partials();
        BigInteger merged = partials.identity();
        for (long low = 0; low < stage.items(); ) {
            long high = stage.items() - low > stride ? low + stride : stage.items();
            Object partial = kernel.compute(low, high, KernelContext.detached(high));
            merged = partials.merge(merged, (BigInteger) partial);
            low = high;
        }
        return partials.decode(partials.encode(merged));
    }
}
