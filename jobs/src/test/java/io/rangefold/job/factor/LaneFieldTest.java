package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneFieldTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int D = 3;

    @ParameterizedTest
    @ValueSource(ints = {32, 40, 47, 49, 50})
    void chainsInOneDouble_agreeWithBigInteger(int bits) {
        expectAgreement(new WordLanes(4), bits);
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 63, 64, 67, 72, 80, 90, 94})
    void chainsInTwoDoubles_agreeWithBigInteger(int bits) {
        expectAgreement(new PairLanes(4), bits);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50})
    void aMultipleOfAFactor_hasNoInverse(int bits) {
        BigInteger p = BigInteger.valueOf(1_000_003);
        BigInteger n = p.multiply(BigInteger.probablePrime(bits - 20, new Random(bits)));
        for (LaneField field : new LaneField[] {new WordLanes(1), new PairLanes(1)}) {
            field.modulus(5, n);
            assertThat(field.enterInverse(A, 5, p.multiply(p))).isFalse();
            assertThat(field.enterInverse(A, 5, BigInteger.TEN)).isTrue();
            assertThat(field.gcd(A, 5)).isEqualTo(BigInteger.ONE);
        }
    }

    private static void expectAgreement(LaneField field, int bits) {
        Random random = new Random(bits);
        BigInteger[] n = new BigInteger[LaneField.LANES];
        BigInteger[][] expected = new BigInteger[4][n.length];
        for (int lane = 0; lane < n.length; lane++) {
            n[lane] = lane == 7
                    ? BigInteger.TWO.pow(bits).subtract(BigInteger.ONE)
                    : new BigInteger(bits, random).setBit(bits - 1).setBit(0);
            field.modulus(lane, n[lane]);
            for (int register = A; register <= D; register++) {
                BigInteger unit = unitModulo(n[lane], random);
                assertThat(field.enterInverse(register, lane, unit)).isTrue();
                expected[register][lane] = unit.modInverse(n[lane]);
            }
        }
        for (int round = 0; round < 60; round++) {
            step(field, round % 7);
            for (int lane = 0; lane < n.length; lane++) {
                step(expected, lane, round % 7, n[lane]);
            }
            expectEqual(field, expected, n);
        }
    }

    private static BigInteger unitModulo(BigInteger n, Random random) {
        BigInteger unit = new BigInteger(n.bitLength() + 3, random);
        while (!unit.gcd(n).equals(BigInteger.ONE)) {
            unit = unit.add(BigInteger.ONE);
        }
        return unit;
    }

    private static void step(LaneField field, int operation) {
        switch (operation) {
            case 0 -> field.multiply(A, A, B);
            case 1 -> field.squareOfSum(B, A, C);
            case 2 -> field.squareOfDifference(C, C, D);
            case 3 -> field.sumTimesDifference(D, A, B, C, D);
            case 4 -> field.multiplySum(A, A, B, C, D);
            case 5 -> field.multiplyAdd(C, B, D, A);
            default -> {
                field.subtract(B, A, D);
                field.multiply(D, B, B);
                field.copy(B, D);
                field.fill(C, 123_456_789);
            }
        }
    }

    private static void step(BigInteger[][] r, int lane, int operation, BigInteger n) {
        BigInteger a = r[A][lane];
        BigInteger b = r[B][lane];
        BigInteger c = r[C][lane];
        BigInteger d = r[D][lane];
        switch (operation) {
            case 0 -> r[A][lane] = a.multiply(b).mod(n);
            case 1 -> r[B][lane] = a.add(c).pow(2).mod(n);
            case 2 -> r[C][lane] = c.subtract(d).pow(2).mod(n);
            case 3 -> r[D][lane] = a.add(b).multiply(c.subtract(d)).mod(n);
            case 4 -> r[A][lane] = b.subtract(c).add(d).multiply(a).mod(n);
            case 5 -> r[C][lane] = b.multiply(d).add(a).mod(n);
            default -> {
                r[D][lane] = a.subtract(d).pow(2).mod(n);
                r[B][lane] = r[D][lane];
                r[C][lane] = BigInteger.valueOf(123_456_789);
            }
        }
    }

    private static void expectEqual(LaneField field, BigInteger[][] expected, BigInteger[] n) {
        for (int register = A; register <= D; register++) {
            for (int lane = 0; lane < n.length; lane++) {
                BigInteger value = field.value(register, lane);
                assertThat(value.mod(n[lane])).isEqualTo(expected[register][lane].mod(n[lane]));
                assertThat(value.abs()).isLessThan(n[lane].shiftLeft(1).max(BigInteger.valueOf(1 << 28)));
            }
        }
    }
}
