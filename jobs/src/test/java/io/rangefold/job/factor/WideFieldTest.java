package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideFieldTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    @ParameterizedTest
    @ValueSource(
            ints = {3, 20, 51, 52, 53, 59, 60, 61, 67, 111, 112, 113, 120, 165, 166, 167, 200, 223, 224, 225, 1000, 3322
            })
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

    @ParameterizedTest
    @ValueSource(ints = {60, 100, 112, 113, 166, 167, 224, 225, 1000})
    void operationsOnPoints_agreeWithTheirFormulas(int bits) {
        Random random = new Random(bits);
        BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        WideField field = WideField.of(n, 12);
        BigInteger[] v = new BigInteger[12];
        for (int i = 0; i < v.length; i++) {
            v[i] = new BigInteger(bits, random).mod(n);
            field.enter(i, v[i]);
        }
        for (int round = 0; round < 20; round++) {
            BigInteger plus = v[0].add(v[1]).pow(2);
            BigInteger minus = v[0].subtract(v[1]).pow(2);
            BigInteger difference = plus.subtract(minus);
            v[2] = plus.multiply(minus).mod(n);
            v[3] = v[6].multiply(difference).add(minus).multiply(difference).mod(n);
            field.twice(2, 0, 6);
            BigInteger s = v[0].subtract(v[1]).multiply(v[2].add(v[3]));
            BigInteger t = v[0].add(v[1]).multiply(v[2].subtract(v[3]));
            BigInteger x = s.add(t).pow(2).multiply(v[5]).mod(n);
            BigInteger z = s.subtract(t).pow(2).multiply(v[4]).mod(n);
            field.sum(4, 0, 2, 4);
            v[4] = x;
            v[5] = z;
            v[7] = v[7].multiply(v[4].subtract(v[9]))
                    .multiply(v[4].subtract(v[11]))
                    .mod(n);
            field.multiplyDifferences(7, 4, 8, new byte[] {1, 3});
            v[0] = v[2].multiply(v[7]).mod(n);
            field.multiply(0, 2, 7);
            for (int i = 0; i < v.length; i++) {
                assertThat(field.value(i)).isEqualTo(v[i]);
            }
        }
    }
}
