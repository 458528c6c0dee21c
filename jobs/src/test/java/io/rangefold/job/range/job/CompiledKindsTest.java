package io.rangefold.job.range.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The beginnings of ranges so long that code is compiled for them. */
class CompiledKindsTest {
    private static final long ITEMS = 70_000;
    private static final long WHOLE = 1L << 24;
    private static final byte[] NOTHING = {};
    private static final List<String> KINDS =
            List.of("range-sum", "range-count", "range-min", "range-max", "range-find", "range-histogram");

    private static Job over(String kind, long from, String expression) {
        return FoldRun.job(
                JobKinds.installed().named(kind),
                "from",
                Long.toString(from),
                "to",
                Long.toString(from + WHOLE),
                "expr",
                expression);
    }

    static Stream<Arguments> kindsAndExpressions() {
        return KINDS.stream()
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, "i % 3 == 0", 0L),
                        Arguments.of(kind, "i % 97", -1_000L),
                        Arguments.of(kind, "i*i % 1000003 > 500000", 1_000_000_000_000L),
                        Arguments.of(kind, "isprime(i) && isprime(i+2)", -1_000L),
                        Arguments.of(kind, "(i^3 - 8) / 10^12", -30_000L),
                        Arguments.of(kind, "i > 5 && 100 % i", -35_000L)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndExpressions")
    void strides_ofAnySize_giveTheBytesOfTheReference(String kind, String expression, long from) {
        compare(over(kind, from, expression).stage(0, NOTHING));
    }

    private static <P> void compare(Stage<P> stage) {
        byte[] expected = inStrides(stage, stage.newReferenceKernel().orElseThrow(), ITEMS);
        assertThat(inStrides(stage, stage.newKernel(), ITEMS)).isEqualTo(expected);
        assertThat(inStrides(stage, stage.newKernel(), 7_777)).isEqualTo(expected);
    }

    private static <P> byte[] inStrides(Stage<P> stage, Kernel<P> kernel, long stride) {
        P merged = stage.partials().identity();
        for (long low = 0; low < ITEMS; low += stride) {
            long high = Math.min(ITEMS, low + stride);
            merged = stage.partials().merge(merged, kernel.compute(low, high, KernelContext.detached(high)));
        }
        return stage.partials().encode(merged);
    }

    /** At its end the range leaves what can be sieved. */
    @Test
    void strideWithinAVeryLongRange_isComputed() {
        Job job = FoldRun.job(
                JobKinds.installed().named("range-find"),
                "from",
                "10^9",
                "to",
                "2^63-1",
                "expr",
                "isprime(i) && isprime(i+2)",
                "limit",
                "3");
        assertThat(partial(job.stage(0, NOTHING))).isEqualTo(new long[] {7, 409, 931});
    }

    private static Object partial(Stage<?> stage) {
        return stage.newKernel().compute(0, ITEMS, KernelContext.detached(ITEMS));
    }

    @ParameterizedTest
    @CsvSource({
        "100 / (i-69999), 69999, division by zero at i = 69999",
        "i % (40000-i), 40000, division by zero at i = 40000",
        "i + isqrt(65537-i), 65538, isqrt of a negative number at i = 65538",
        "tau(i) + i, 0, tau of a number below 1 at i = 0"
    })
    void indexWithoutValue_isNamed(String expression, long index, String message) {
        Kernel<?> kernel = over("range-sum", 0, expression).stage(0, NOTHING).newKernel();
        assertThatExceptionOfType(DeterministicException.class)
                .isThrownBy(() -> kernel.compute(0, ITEMS, KernelContext.detached(ITEMS)))
                .withMessage(message)
                .satisfies(e -> assertThat(e.index()).isEqualTo(index));
    }
}
