package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.job.Kernel;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for the count of the primes below 10^12 by the formula, which finds none of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CombinatorialBenchmark {
    private static final String END = "1000000000000";
    /** OEIS A006880. */
    private static final String PRIMES = "37607912018";

    private Kernel<?> kernel = (low, high, context) -> "";

    @Setup
    public void prepare() {
        Map<String, String> options = Map.of("from", "0", "to", END, "method", "combinatorial");
        kernel = CheckedKernel.job("prime-count", options).stage(0, new byte[0]).newKernel();
        WrongAnswerException.check("primes below " + END, PRIMES, String.valueOf(count()));
    }

    @Benchmark
    public Object count() {
        return CheckedKernel.compute(kernel, 0, 1);
    }
}
