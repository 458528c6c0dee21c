package io.rangefold.job.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.compile.Fold;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionSumKernelTest {
    private static final long ITEMS = 70_000;

    private static BigInteger referenceCount(Expression expression, long from) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(expression.root(), WorkMeter.unlimited());
        long count = 0;
        for (long k = 0; k < ITEMS; k++) {
            count += evaluator.evaluate(BigInteger.valueOf(from + k)).signum() & 1;
        }
        return BigInteger.valueOf(count);
    }

    @ParameterizedTest
    @CsvSource({
        "100 / (i-69999), 69999, division by zero at i = 69999",
        "i % (40000-i), 40000, division by zero at i = 40000",
        "i + isqrt(65537-i), 65538, isqrt of a negative number at i = 65538",
        "tau(i) + i, 0, tau of a number below 1 at i = 0"
    })
    void indexWithoutValue_inCompiledCode_isNamed(String text, long index, String message) {
        Expression expression = Expression.parse(text, "--expr");
        ExpressionSumKernel kernel =
                new ExpressionSumKernel(expression, 0, ITEMS, Fold.SUM, new KernelPath("none yet"));
        assertThatExceptionOfType(DeterministicException.class)
                .isThrownBy(() -> kernel.compute(0, ITEMS, KernelContext.detached(ITEMS)))
                .withMessage(message)
                .satisfies(e -> assertThat(e.index()).isEqualTo(index));
    }

    @ParameterizedTest
    @CsvSource({
        "i % 3 == 0, 0",
        "i % 97, -1000",
        "i*i % 1000003 > 500000, 1000000000000",
        "isprime(i) && isprime(i+2), -1000",
        "i^3 - 8, -30000",
        "i > 5 && 100 % i, -35000"
    })
    void count_inStridesOfAnySize_isTheReferences(String text, long from) {
        Expression expression = Expression.parse(text, "--expr");
        BigInteger expected = referenceCount(expression, from);
        for (long stride : new long[] {ITEMS, 7_777, 513}) {
            ExpressionSumKernel kernel =
                    new ExpressionSumKernel(expression, from, ITEMS, Fold.COUNT, new KernelPath("none yet"));
            BigInteger count = BigInteger.ZERO;
            for (long low = 0; low < ITEMS; low += stride) {
                long high = Math.min(ITEMS, low + stride);
                count = count.add(kernel.compute(low, high, KernelContext.detached(high)));
            }
            assertThat(count).as("%s in strides of %d", text, stride).isEqualTo(expected);
        }
    }
}
