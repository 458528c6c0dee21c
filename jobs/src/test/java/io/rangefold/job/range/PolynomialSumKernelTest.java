package io.rangefold.job.range;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.KernelContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialSumKernelTest {
    private static final long[] CENTERS = {
        0,
        1L << 20,
        1L << 31,
        -(1L << 31),
        1L << 40,
        1L << 53,
        -(1L << 53),
        1L << 62,
        Long.MAX_VALUE - 200_000,
        Long.MIN_VALUE
    };

    private static BigInteger serialSum(Polynomial polynomial, long from, long items) {
        BigInteger sum = BigInteger.ZERO;
        for (long k = 0; k < items; k++) {
            sum = sum.add(polynomial.at(BigInteger.valueOf(from + k)));
        }
        return sum;
    }

    private static BigInteger closedForm(Polynomial polynomial, long from, long items) {
        BigInteger first = BigInteger.valueOf(from);
        return new PowerSums(polynomial.degree()).sum(polynomial, first, first.add(BigInteger.valueOf(items)));
    }

    private static BigInteger kernelSum(Polynomial polynomial, long from, long items) {
        return new PolynomialSumKernel(polynomial, from).compute(0, items, KernelContext.detached(items));
    }

    private static Polynomial random(Random random) {
        List<BigInteger> coefficients = new ArrayList<>();
        int degree = random.nextInt(7);
        int bits = 1 + random.nextInt(random.nextBoolean() ? 10 : 70);
        for (int power = 0; power <= degree; power++) {
            BigInteger magnitude = new BigInteger(bits, random);
            coefficients.add(random.nextBoolean() ? magnitude : magnitude.negate());
        }
        return new Polynomial(coefficients);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomPolynomials_haveTheSumsOfTheirValues(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Polynomial polynomial = random(random);
            long from = CENTERS[random.nextInt(CENTERS.length)];
            long items = 1 + random.nextInt(2_000);
            BigInteger sum = serialSum(polynomial, from, items);
            assertThat(kernelSum(polynomial, from, items))
                    .as("%s from %d, %d items", polynomial, from, items)
                    .isEqualTo(sum);
            assertThat(closedForm(polynomial, from, items)).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void longRanges_haveTheSumsOfTheClosedForm(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            Polynomial polynomial = random(random);
            long from = CENTERS[random.nextInt(CENTERS.length)];
            long items = 1 + random.nextInt(200_000);
            assertThat(kernelSum(polynomial, from, items))
                    .as("%s from %d, %d items", polynomial, from, items)
                    .isEqualTo(closedForm(polynomial, from, items));
        }
    }

    @Test
    void valuesAtTheEdgeOf64Bits_areSummedExactly() {
        for (long magnitude : new long[] {1L << 57, 1L << 58, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Polynomial constant = Polynomial.of(BigInteger.valueOf(magnitude));
            assertThat(kernelSum(constant, 0, 300_001))
                    .isEqualTo(BigInteger.valueOf(magnitude).multiply(BigInteger.valueOf(300_001)));
        }
    }

    @Test
    void highestDegree_atTheEndsOf64Bits_isSummedExactly() {
        Polynomial power = Polynomial.of(BigInteger.ONE, BigInteger.TWO);
        for (int factor = 1; factor < PolynomialForm.MAX_DEGREE; factor++) {
            power = power.times(Polynomial.of(BigInteger.valueOf(factor - 5), BigInteger.valueOf(3)));
        }
        assertThat(power.degree()).isEqualTo(PolynomialForm.MAX_DEGREE);
        assertThat(kernelSum(power, Long.MAX_VALUE - 1_500, 1_500))
                .isEqualTo(serialSum(power, Long.MAX_VALUE - 1_500, 1_500));
        assertThat(kernelSum(power, Long.MIN_VALUE, 700)).isEqualTo(serialSum(power, Long.MIN_VALUE, 700));
    }

    @Test
    void strideThatIsShortened_yieldsExactlyWhatIsLeft() {
        for (String expression :
                new String[] {"i*i", "i^4+3", "i%10", "popcount(i)", "i*i/7", "isprime(i)", "tau(i-2^62+1)"}) {
            var stage = Strides.job(1L << 62, (1L << 62) + 1_000_000_000, expression)
                    .stage(0, new byte[0]);
            ShorteningContext context = new ShorteningContext(1_000_000_000);
            Object shortened = stage.newKernel().compute(0, 1_000_000_000, context);
            assertThat(context.end()).isLessThan(1_000_000_000);
            Object expected = stage.newKernel().compute(0, context.end(), KernelContext.detached(context.end()));
            assertThat(shortened).as(expression).isEqualTo(expected);
        }
    }
}
