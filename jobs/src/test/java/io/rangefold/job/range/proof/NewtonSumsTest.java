package io.rangefold.job.range.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonSumsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 32})
    void sum_isThatOfTheValues(int degree) {
        Random random = new Random(degree);
        BigInteger[] coefficients = new BigInteger[degree + 1];
        for (int k = 0; k <= degree; k++) {
            coefficients[k] = new BigInteger(70, random).subtract(BigInteger.ONE.shiftLeft(69));
        }
        Polynomial polynomial = Polynomial.of(coefficients);
        BigInteger sum = BigInteger.ZERO;
        for (int n = 0; n < 60; n++) {
            assertThat(NewtonSums.sum(polynomial::at, 32, BigInteger.valueOf(-20), BigInteger.valueOf(n)))
                    .isEqualTo(sum);
            sum = sum.add(polynomial.at(BigInteger.valueOf(n - 20L)));
        }
    }

    @Test
    void sum_overAHugeRange_isThatOfFaulhabersFormula() {
        Polynomial polynomial = Polynomial.of(BigInteger.TWO, BigInteger.TEN.negate(), BigInteger.ZERO, BigInteger.ONE);
        BigInteger first = BigInteger.valueOf(Long.MIN_VALUE);
        BigInteger n = BigInteger.valueOf(Long.MAX_VALUE);
        assertThat(NewtonSums.sum(polynomial::at, 7, first, n))
                .isEqualTo(new PowerSums(3).sum(polynomial, first, first.add(n)));
    }
}
