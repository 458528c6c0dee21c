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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Items a second of the kernels of {@code range-sum}, one stride of 2^22 items around 2^26 at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class RangeSumBenchmark {
    private static final int ITEMS = 1 << 22;
    private static final long LOW = 1L << 26;
    private static final long END = 1L << 40;
    private static final int CHECKED = 1 << 12;

    @Param({"i", "i*i", "i^3", "i%10", "popcount(i)", "gcd(i,720720)", "collatz(i+1)", "(i*i+3*i)%1000003==7"})
    private String expression = "i";

    private Kernel<?> kernel = (low, high, context) -> "";

    /** Compares with the reference implementation, at both ends of what is timed. */
    @Setup
    public void prepare() {
        Job job = JobKinds.installed()
                .named("range-sum")
                .parse(Arguments.ofOptions(Map.of("from", "0", "to", String.valueOf(END), "expr", expression)));
        kernel = checked(job.stage(0, new byte[0]));
    }

    private static <P> Kernel<P> checked(Stage<P> stage) {
        Kernel<P> made = stage.newKernel();
        Kernel<P> reference = stage.newReferenceKernel().orElseThrow();
        for (long low : new long[] {LOW, LOW + ITEMS - CHECKED}) {
            byte[] expected = stage.partials().encode(compute(reference, low, low + CHECKED));
            byte[] actual = stage.partials().encode(compute(made, low, low + CHECKED));
            WrongAnswerException.check("sum from " + low, Arrays.toString(expected), Arrays.toString(actual));
        }
        return made;
    }

    private static <P> P compute(Kernel<P> kernel, long low, long high) {
        return kernel.compute(low, high, KernelContext.detached(high));
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public Object items() {
        return compute(kernel, LOW, LOW + ITEMS);
    }
}
