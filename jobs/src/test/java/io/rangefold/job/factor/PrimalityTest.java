package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search's tests and the proof's test against the sieve and the JDK's. */
class PrimalityTest {

    @Test
    void oddNumbersBelow65536_agreeWithTheSieve() {
        int[] primes = SmallPrimes.all();
        int next = 1;
        for (int n = 3; n < SmallPrimes.BOUND; n += 2) {
            boolean expected = next < primes.length && primes[next] == n;
            next += expected ? 1 : 0;
            assertThat(WordPrimality.isPrime(n)).as("%d", n).isEqualTo(expected);
            assertThat(WidePrimality.isProbablePrime(BigInteger.valueOf(n), Pulse.NONE))
                    .as("%d", n)
                    .isEqualTo(expected);
            assertThat(ProvenPrimality.isPrime(n)).as("%d", n).isEqualTo(expected);
        }
    }

    @Test
    void randomNumbersAndPrimesOfAllSizes_agreeWithBigInteger() {
        Random random = new Random(99);
        for (int bits = 3; bits <= 200; bits += bits < 70 ? 1 : 7) {
            for (int i = 0; i < 8; i++) {
                expectAgreement(new BigInteger(bits, random).setBit(bits - 1).setBit(0));
                expectAgreement(BigInteger.probablePrime(bits, random).setBit(0));
            }
        }
    }

    /** OEIS A014233, A001262 (base 2), A074773, and products p (2 p - 1) that deceive many bases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2047",
                "3277",
                "4033",
                "1373653",
                "25326001",
                "3215031751",
                "2152302898747",
                "3474749660383",
                "341550071728321",
                "3825123056546413051",
                "318665857834031151167461",
                "4681",
                "8321",
                "1082401",
                "46856248255981",
                "9746347772161"
            })
    void strongPseudoprimes_areComposite(String text) {
        BigInteger n = new BigInteger(text);
        assertThat(n.isProbablePrime(60)).isFalse();
        expectAgreement(n);
    }

    @Test
    void leastCompositeThatPassesThirteenBases_isRefusedByTheSearchOnly() {
        assertThat(WidePrimality.isProbablePrime(ProvenPrimality.BOUND, Pulse.NONE))
                .isFalse();
        assertThat(ProvenPrimality.isPrime(ProvenPrimality.BOUND)).isTrue();
    }

    /** Composites that pass the strong Lucas test alone; OEIS A217255. */
    @ParameterizedTest
    @ValueSource(longs = {5459, 5777, 10877, 16109, 18971, 22499, 24569, 25199, 40309, 58519})
    void strongLucasPseudoprimes_areComposite(long n) {
        expectAgreement(BigInteger.valueOf(n));
    }

    @Test
    void squaresOfPrimes_areComposite() {
        for (long p : new long[] {3, 1093, 3511, 1_000_003, 1_500_000_001}) {
            expectAgreement(BigInteger.valueOf(p).pow(2));
        }
    }

    @Test
    void numbersAtTheBoundsOfTheArithmetic_agreeWithBigInteger() {
        for (int bits : new int[] {31, 32, 52, 60, 61, 62, 63, 64, 111, 112, 113, 120, 171, 172, 173}) {
            BigInteger power = BigInteger.TWO.pow(bits);
            for (int i = 1; i < 130; i += 2) {
                expectAgreement(power.subtract(BigInteger.valueOf(i)));
                expectAgreement(power.add(BigInteger.valueOf(i)));
            }
        }
    }

    /** Of three primes 6 k + 1, 12 k + 1 and 18 k + 1 (J. Chernick, Bull. AMS 45 (1939) 269). */
    @Test
    void carmichaelNumbersOf62To64Bits_areComposite() {
        for (int k = 153_000; k < 240_000; k += 8_000) {
            BigInteger n = carmichaelNumberFrom(k);
            assertThat(n.bitLength()).isBetween(62, 64);
            expectAgreement(n);
        }
    }

    private static BigInteger carmichaelNumberFrom(int start) {
        for (long k = start; ; k++) {
            BigInteger p = BigInteger.valueOf(6 * k + 1);
            BigInteger q = BigInteger.valueOf(12 * k + 1);
            BigInteger r = BigInteger.valueOf(18 * k + 1);
            if (p.isProbablePrime(40) && q.isProbablePrime(40) && r.isProbablePrime(40)) {
                return p.multiply(q).multiply(r);
            }
        }
    }

    /** Products p (2 p - 1) with {@code 2^(n-1) = 1 mod n}: many are strong pseudoprimes to base 2. */
    @Test
    void pseudoprimesToBaseTwoOf61To64Bits_areComposite() {
        Random random = new Random(32);
        int found = 0;
        while (found < 40) {
            BigInteger p = BigInteger.probablePrime(31 + found % 2, random);
            BigInteger q = p.shiftLeft(1).subtract(BigInteger.ONE);
            BigInteger n = p.multiply(q);
            boolean fits = n.bitLength() <= Long.SIZE && q.isProbablePrime(40);
            if (fits && BigInteger.TWO.modPow(n.subtract(BigInteger.ONE), n).equals(BigInteger.ONE)) {
                expectAgreement(n);
                found++;
            }
        }
    }

    @Test
    void largestProductsAndSquaresOf32BitPrimes_areComposite() {
        BigInteger largest = BigInteger.valueOf(4294967291L);
        BigInteger next = BigInteger.valueOf(4294967279L);
        expectAgreement(largest.pow(2));
        expectAgreement(largest.multiply(next));
        assertThat(WordPrimality.isSquare(largest.pow(2).longValue())).isTrue();
        assertThat(WordPrimality.isSquare(largest.multiply(next).longValue())).isFalse();
        assertThat(WordPrimality.isSquare(-1)).isFalse();
    }

    private static void expectAgreement(BigInteger n) {
        boolean expected = n.isProbablePrime(60);
        assertThat(WidePrimality.isProbablePrime(n, Pulse.NONE))
                .as("wide, %s", n)
                .isEqualTo(expected);
        assertThat(ProvenPrimality.isPrime(n)).as("proof, %s", n).isEqualTo(expected);
        if (n.bitLength() <= Long.SIZE) {
            assertThat(WordPrimality.isPrime(n.longValue())).as("word, %s", n).isEqualTo(expected);
        }
    }
}
