package io.rangefold.benchmark.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.rangefold.benchmark.Semiprimes;
import io.rangefold.benchmark.Semiprimes.Semiprime;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.job.Arguments;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

/** Time for one balanced semiprime in the kernel of {@code factorize}, over a thousand of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class FactorizeBenchmark {
    private static final int NUMBERS = 1000;

    @Param({"15", "18", "20"})
    private int digits = 15;

    private Kernel<?> kernel = (low, high, context) -> "";

    /** Compares every factorization with the primes that the number was made of. */
    @Setup
    public void prepare() throws IOException {
        List<Semiprime> numbers = Semiprimes.balanced(digits, NUMBERS);
        List<String> words = numbers.stream().map(n -> n.product().toString()).toList();
        Job job = JobKinds.installed().named("factorize").parse(new Arguments(words, Map.of(), Map.of()));
        kernel = checked(job, job.stage(0, new byte[0]), numbers);
    }

    private static <P> Kernel<P> checked(Job job, Stage<P> stage, List<Semiprime> numbers) throws IOException {
        Kernel<P> made = stage.newKernel();
        Written written = Written.upTo(NUMBERS);
        byte[] merged = stage.partials().encode(made.compute(0, NUMBERS, written));
        byte[] state = job.after(0, new byte[0], merged);
        JsonNode result;
        try (TokenBuffer json = new TokenBuffer(new ObjectMapper(), false)) {
            job.conclude(state, () -> List.of(written), false).result().writeJson(json);
            result = new ObjectMapper().readTree(json.asParserOnFirstToken());
        }
        for (int i = 0; i < NUMBERS; i++) {
            WrongAnswerException.check(
                    "factors of number " + i,
                    expected(numbers.get(i)),
                    found(result.path("numbers").path(i)));
        }
        return made;
    }

    private static String expected(Semiprime number) {
        return number.p().equals(number.q()) ? number.p() + "^2" : number.p() + "^1 " + number.q() + "^1";
    }

    private static String found(JsonNode number) {
        return number.path("factors")
                .valueStream()
                .map(factor -> factor.path("prime").asText() + "^"
                        + factor.path("exponent").asInt())
                .collect(Collectors.joining(" "));
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public Object number() {
        return kernel.compute(0, NUMBERS, KernelContext.detached(NUMBERS));
    }
}
