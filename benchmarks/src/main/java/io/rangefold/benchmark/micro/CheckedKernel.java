package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Stage;
import java.util.Arrays;
import java.util.Map;

/** A kernel that was compared with the reference implementation of its job. */
final class CheckedKernel {
    private CheckedKernel() {}

    static Job job(String kind, Map<String, String> options) {
        return JobKinds.installed().named(kind).parse(Arguments.ofOptions(options));
    }

    /** The kernel of a job's first stage, compared over so many indices at both ends of {@code [low, high)}. */
    static Kernel<?> of(Job job, long low, long high, long checked) {
        return of(job.stage(0, new byte[0]), low, high, checked);
    }

    private static <P> Kernel<P> of(Stage<P> stage, long low, long high, long checked) {
        Kernel<P> made = stage.newKernel();
        Kernel<P> reference = stage.newReferenceKernel().orElseThrow();
        for (long start : new long[] {low, high - checked}) {
            byte[] expected = stage.partials().encode(compute(reference, start, start + checked));
            byte[] actual = stage.partials().encode(compute(made, start, start + checked));
            WrongAnswerException.check("partial from " + start, Arrays.toString(expected), Arrays.toString(actual));
        }
        return made;
    }

    static <P> P compute(Kernel<P> kernel, long low, long high) {
        return kernel.compute(low, high, KernelContext.detached(high));
    }
}
