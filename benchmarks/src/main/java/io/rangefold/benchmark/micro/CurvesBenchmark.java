package io.rangefold.benchmark.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Stage;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one elliptic curve of the first level on a product of two primes, whose half is too long for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CurvesBenchmark {
    /** Curves 0 and 1 are other methods. */
    private static final long FIRST_ELLIPTIC = 2;

    private static final int SHORT_PRIME_DIGITS = 14;

    @Param({"60", "80", "100"})
    private int digits = 60;

    private Kernel<?> kernel = (low, high, context) -> "";
    private long last = 1;
    private long next = FIRST_ELLIPTIC;

    /** Splits a number of that length whose smaller prime is short enough, by the same stages. */
    @Setup
    public void prepare() throws IOException {
        BigInteger small = prime(SHORT_PRIME_DIGITS);
        BigInteger large = prime(digits - SHORT_PRIME_DIGITS);
        WrongAnswerException.check("least factor", small.toString(), leastFactor(job(small.multiply(large))));

        Job hard = job(prime(digits / 2).multiply(prime(digits / 2 + 1)));
        byte[] state = hard.after(0, new byte[0], run(hard.stage(0, new byte[0]), Written.upTo(1)));
        Stage<?> curves = hard.stage(1, state);
        kernel = curves.newKernel();
        last = curves.items() - 1;
    }

    /** The least prime above the square root of 10 to the {@code 2 digits - 1}. */
    private static BigInteger prime(int digits) {
        return BigInteger.TEN.pow(2 * digits - 1).sqrt().nextProbablePrime();
    }

    private static Job job(BigInteger number) {
        Arguments arguments = new Arguments(List.of(number.toString()), Map.of(), Map.of());
        return JobKinds.installed().named("factorize").parse(arguments);
    }

    private static <P> byte[] run(Stage<P> stage, KernelContext context) {
        return stage.partials().encode(stage.newKernel().compute(0, stage.items(), context));
    }

    private static String leastFactor(Job job) throws IOException {
        Written written = Written.upTo(1);
        byte[] state = job.after(0, new byte[0], run(job.stage(0, new byte[0]), written));
        for (int number = 1; job.continuesAfter(number - 1, state); number++) {
            Stage<?> stage = job.stage(number, state);
            state = job.after(number, state, run(stage, KernelContext.detached(stage.items())));
        }
        try (TokenBuffer json = new TokenBuffer(new ObjectMapper(), false)) {
            job.conclude(state, () -> List.of(written), false).result().writeJson(json);
            JsonNode result = new ObjectMapper().readTree(json.asParserOnFirstToken());
            return result.at("/numbers/0/factors/0/prime").asText();
        }
    }

    @Benchmark
    public Object curve() {
        Object found = CheckedKernel.compute(kernel, next, next + 1);
        next = next == last ? FIRST_ELLIPTIC : next + 1;
        return found;
    }
}
