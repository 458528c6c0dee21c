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

/** Integers a second that the sieve counts the primes of, in a window of 10^9 of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SieveBenchmark {
    private static final int ITEMS = 1_000_000_000;
    private static final int CHECKED = 10_000;

    @Param({"1000000000", "1000000000000", "1000000000000000000"})
    private long from = 1_000_000_000;

    private Kernel<?> kernel = (low, high, context) -> "";

    /** Compares with the reference implementation, at both ends of the window. */
    @Setup
    public void prepare() {
        Map<String, String> options =
                Map.of("from", String.valueOf(from), "to", String.valueOf(from + ITEMS), "method", "sieve");
        kernel = CheckedKernel.of(CheckedKernel.job("prime-count", options), 0, ITEMS, CHECKED);
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public Object window() {
        return CheckedKernel.compute(kernel, 0, ITEMS);
    }
}
