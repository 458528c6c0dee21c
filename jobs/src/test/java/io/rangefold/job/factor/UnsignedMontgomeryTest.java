package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against BigInteger; moduli are at both sides of 2^63, residues also the least and the largest. */
class UnsignedMontgomeryTest {
    private static final BigInteger RADIX = BigInteger.TWO.pow(64);

    private final Random random = new Random(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "2305843009213693951",
                "9223372036854775807",
                "9223372036854775809",
                "13835058055282163713",
                "18446744073709551557",
                "18446744073709551613",
                "18446744073709551615"
            })
    void everyOperation_agreesWithBigInteger(String modulus) {
        BigInteger n = new BigInteger(modulus);
        BigInteger[] residues = residues(n);
        for (BigInteger a : residues) {
            for (BigInteger b : residues) {
                expectAgreement(a, b, n);
            }
        }
    }

    private BigInteger[] residues(BigInteger n) {
        BigInteger[] residues = new BigInteger[40];
        for (int i = 0; i < residues.length; i++) {
            residues[i] = new BigInteger(64, random).mod(n);
        }
        residues[0] = BigInteger.ZERO;
        residues[1] = BigInteger.ONE;
        residues[2] = n.subtract(BigInteger.ONE);
        residues[3] = n.shiftRight(1);
        return residues;
    }

    private static void expectAgreement(BigInteger a, BigInteger b, BigInteger n) {
        long x = a.longValue();
        long y = b.longValue();
        long modulus = n.longValue();
        long inverse = Montgomery.inverseOf(modulus);
        BigInteger perRadix = RADIX.modInverse(n);
        expect(
                UnsignedMontgomery.multiply(x, y, modulus, inverse),
                a.multiply(b).multiply(perRadix),
                n);
        expect(UnsignedMontgomery.plus(x, y, modulus), a.add(b), n);
        expect(UnsignedMontgomery.minus(x, y, modulus), a.subtract(b), n);
        expect(UnsignedMontgomery.half(x, modulus), a.multiply(BigInteger.TWO.modInverse(n)), n);
        assertThat(unsigned(UnsignedMontgomery.gcd(x, modulus))).isEqualTo(a.gcd(n));
    }

    @Test
    void inverses_agreeWithBigIntegerForAllSizes() {
        for (int i = 0; i < 2_000; i++) {
            BigInteger n = new BigInteger(62 + i % 3, random).setBit(61 + i % 3).setBit(0);
            BigInteger a = new BigInteger(64, random).mod(n).max(BigInteger.ONE);
            BigInteger inverse = BigInteger.valueOf(Montgomery.inverseModulo(a.longValue(), n.longValue()));
            BigInteger expected = a.gcd(n).equals(BigInteger.ONE) ? a.modInverse(n) : BigInteger.ZERO;
            assertThat(inverse.mod(n)).as("1 / %s mod %s", a, n).isEqualTo(expected);
            long one = Montgomery.one(n.longValue());
            long square = UnsignedMontgomery.square(n.longValue(), Montgomery.inverseOf(n.longValue()), one);
            expect(one, RADIX, n);
            expect(square, RADIX.multiply(RADIX), n);
        }
    }

    private static void expect(long actual, BigInteger expected, BigInteger n) {
        assertThat(unsigned(actual)).as("modulo %s", n).isEqualTo(expected.mod(n));
    }

    private static BigInteger unsigned(long word) {
        return new BigInteger(Long.toUnsignedString(word));
    }
}
