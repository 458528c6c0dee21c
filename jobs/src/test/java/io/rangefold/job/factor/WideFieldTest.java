package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WideFieldTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 51, 52, 53, 59, 60, 61, 67, 111, 112, 113, 120, 171, 172, 173, 240, 1000, 3322})
    void chainsOfOperations_agreeWithBigInteger(int bits) {
        Random random = new Random(bits);
        for (int round = 0; round < 5; round++) {
            BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
            expectAgreement(n, random);
        }
        expectAgreement(BigInteger.TWO.pow(bits).subtract(BigInteger.ONE), random);
    }

    private static void expectAgreement(BigInteger n, Random random) {
        WideField field = WideField.of(n, 3);
        BigInteger a = new BigInteger(n.bitLength() + 5, random).mod(n);
        BigInteger b = n.subtract(BigInteger.ONE);
        field.enter(A, a);
        field.enter(B, b);
        for (int i = 0; i < 40; i++) {
            field.add(C, A, B);
            BigInteger c = a.add(b);
            field.subtract(A, A, B);
            a = a.subtract(b);
            field.multiply(B, C, A);
            b = c.multiply(a).mod(n);
            field.multiply(A, A, A);
            a = a.multiply(a).mod(n);
            assertThat(field.value(A)).isEqualTo(a);
            assertThat(field.value(B)).isEqualTo(b);
            assertThat(field.value(C)).isEqualTo(c.mod(n));
        }
    }

    @Test
    void gcd_ofAMultipleOfAFactor_isThatFactor() {
        BigInteger p = new BigInteger("1000000007");
        BigInteger q = new BigInteger("18446744073709551557");
        WideField field = WideField.of(p.multiply(q), 1);
        field.enter(A, q.multiply(BigInteger.valueOf(12345)));
        assertThat(field.gcd(A)).isEqualTo(q);
        field.enter(A, BigInteger.ZERO);
        assertThat(field.isZero(A)).isTrue();
    }

    /** Below 2^61, in {@code [2^61, 2^62)} and in {@code [2^62, 2^63)}. */
    @ParameterizedTest
    @CsvSource({"1000003, 1000000007", "2147483647, 1147483661", "2147483647, 3147483671"})
    void curvesOfBothArithmetics_findTheSameDivisors(long p, long q) {
        long n = p * q;
        CurvePlan plan = new CurvePlan(50, 1_000, 60);
        WordCurves word = new WordCurves();
        word.modulus(n);
        WideCurves wide = new WideCurves(BigInteger.valueOf(n), Pulse.NONE);
        int found = 0;
        for (int sigma = 6; sigma < 100; sigma++) {
            long divisor = word.run(plan, sigma);
            assertThat(BigInteger.valueOf(divisor)).isEqualTo(wide.run(plan, sigma));
            found += divisor > 1 && divisor < n ? 1 : 0;
        }
        assertThat(found).isPositive();
    }
}
