package io.rangefold.benchmark.micro;

import io.rangefold.job.Kernel;
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
    private static final long END = 1L << 31;
    private static final int CHECKED = 1 << 12;

    @Param({
        "i",
        "i*i",
        "i^3",
        "i%10",
        "popcount(i)",
        "gcd(i,720720)",
        "collatz(i+1)",
        "(i*i+3*i)%1000003==7",
        "isprime(i)",
        "tau(i+1)",
        "sigma(i+1)",
        "phi(i+1)"
    })
    private String expression = "i";

    private Kernel<?> kernel = (low, high, context) -> "";

    /** Compares with the reference implementation, at both ends of what is timed. */
    @Setup
    public void prepare() {
        Map<String, String> options = Map.of("from", "0", "to", String.valueOf(END), "expr", expression);
        kernel = CheckedKernel.of(CheckedKernel.job("range-sum", options), LOW, LOW + ITEMS, CHECKED);
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public Object items() {
        return CheckedKernel.compute(kernel, LOW, LOW + ITEMS);
    }
}
