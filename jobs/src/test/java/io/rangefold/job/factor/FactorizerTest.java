package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorizerTest {
    private static final BigInteger TWO = BigInteger.TWO;

    private final Factorizer factorizer = new Factorizer(Pulse.NONE);
    private final Factors factors = new Factors();

    @ParameterizedTest
    @CsvSource({
        "1, ''",
        "2, 2",
        "4, 2^2",
        "360, 2^3 3^2 5",
        "65536, 2^16",
        "66049, 257^2",
        "2147483647, 2147483647",
        "2305843009213693951, 2305843009213693951",
        "9223372036854775807, 7^2 73 127 337 92737 649657",
        "9223372036854775808, 2^63",
        "9223372036854775783, 9223372036854775783",
        "9223372036854775809, 3^3 19 43 5419 77158673929",
        "18446743979220271189, 4294967279 4294967291",
        "18446744030759878681, 4294967291^2",
        "18446744073709551557, 18446744073709551557",
        "18446744073709551615, 3 5 17 257 641 65537 6700417",
        "18446744073709551616, 2^64",
        "99999999999999999999, 3^2 11 41 101 271 3541 9091 27961",
        "100000000000000000000, 2^20 5^20",
        "112272535095293, 112272535095293",
        "112582705942171, 112582705942171",
        "115280095190773, 115280095190773",
        "115797848077099, 115797848077099",
        "1099726899285419, 3306091 332636609"
    })
    void knownNumber_hasItsKnownFactors(String n, String expected) {
        assertThat(factored(new BigInteger(n))).isEqualTo(expected);
    }

    @Test
    void everyNumberBelow20000_hasTheFactorsOfTrialDivision() {
        for (int n = 1; n < 20_000; n++) {
            assertThat(factored(BigInteger.valueOf(n))).isEqualTo(byTrialDivision(n));
        }
    }

    @Test
    void randomNumbersOfUpTo67Bits_areFactoredWholly() {
        Random random = new Random(20261120);
        for (int bits = 2; bits <= 67; bits++) {
            for (int i = 0; i < 60; i++) {
                expectPrimesWithProduct(new BigInteger(bits, random).setBit(bits - 1));
            }
        }
    }

    @Test
    void productsAndPowersOfTwoLikePrimes_areFactoredWholly() {
        Random random = new Random(7);
        for (int bits = 4; bits <= 33; bits++) {
            for (int i = 0; i < 8; i++) {
                BigInteger p = BigInteger.probablePrime(bits, random);
                BigInteger q = BigInteger.probablePrime(bits, random);
                expectPrimesWithProduct(p.multiply(q));
                expectPrimesWithProduct(p.multiply(p));
                expectPrimesWithProduct(p.pow(3));
                expectPrimesWithProduct(p.pow(2).multiply(q).multiply(q));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"48, 48", "52, 56", "50, 70", "54, 74"})
    void productsOfTwoPrimesOfUpTo128Bits_areFactoredWholly(int bits, int otherBits) {
        Random random = new Random(bits);
        BigInteger p = BigInteger.probablePrime(bits, random);
        expectPrimesWithProduct(p.multiply(BigInteger.probablePrime(otherBits, random)));
    }

    @Test
    void powersOfLargePrimes_areFactoredWholly() {
        BigInteger p = TWO.pow(127).subtract(BigInteger.ONE);
        assertThat(factored(p.pow(6))).isEqualTo(p + "^6");
        assertThat(factored(p.pow(5).multiply(BigInteger.valueOf(1000)))).isEqualTo("2^3 5^3 " + p + "^5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "18", "20"})
    void semiprimesOfTheReferenceLists_haveTwoPrimes(String digits) {
        for (BigInteger n : TestData.numbers("semiprimes-" + digits + "-digits.txt")) {
            expectPrimesWithProduct(n);
            assertThat(factors.distinct()).isEqualTo(2);
        }
    }

    @Test
    void semiprimesOf20And25Digits_haveTheirKnownPrimes() {
        for (String line : TestData.lines("semiprimes.txt")) {
            String[] words = line.split(" ");
            assertThat(factored(new BigInteger(words[0]))).isEqualTo(words[1] + " " + words[2]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "561",
                "1105",
                "1729",
                "41041",
                "825265",
                "321197185",
                "5394826801",
                "232250619601",
                "9746347772161",
                "1436697831295441",
                "60977817398996785",
                "7156857700403137441",
                "1791562810662585767521"
            })
    void carmichaelNumbers_areNotTakenForPrimes(String n) {
        expectPrimesWithProduct(new BigInteger(n));
        assertThat(factors.distinct()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void productsOfManySmallAndOneLargePrime_areFactoredWholly() {
        BigInteger mersenne = TWO.pow(521).subtract(BigInteger.ONE);
        BigInteger n = mersenne.multiply(BigInteger.valueOf(65_521)).multiply(BigInteger.valueOf(720_720));
        assertThat(factored(n)).isEqualTo("2^4 3^2 5 7 11 13 65521 " + mersenne);
    }

    @Test
    void powerOfACompositeBeyondTheEffort_isLeftAsCofactor() {
        BigInteger p = TWO.pow(89).subtract(BigInteger.ONE);
        BigInteger q = TWO.pow(127).subtract(BigInteger.ONE);
        BigInteger square = p.multiply(q).pow(2);
        assertThat(factored(square.multiply(BigInteger.valueOf(12)))).isEqualTo("2^2 3");
        assertThat(factors.isComplete()).isFalse();
        assertThat(factors.cofactor()).isEqualTo(square);
    }

    @Test
    void trialDivisionAsLastResort_findsTheLeastFactor() {
        assertThat(factorizer.divisorByTrial(1_000_003L * 1_000_033)).isEqualTo(1_000_003);
    }

    @Test
    void pulseBeatsDuringLongWork() {
        int[] beats = {0};
        new Factorizer(() -> beats[0]++).factor(TWO.pow(151).subtract(BigInteger.ONE), factors);
        assertThat(beats[0]).isGreaterThan(5);
        assertThat(factors.prime(0)).isEqualTo(18121);
    }

    private void expectPrimesWithProduct(BigInteger n) {
        factorizer.factor(n, factors);
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < factors.distinct(); i++) {
            assertThat(factors.prime(i).isProbablePrime(40))
                    .as("factor %s of %s", factors.prime(i), n)
                    .isTrue();
            assertThat(i == 0 || factors.prime(i - 1).compareTo(factors.prime(i)) < 0)
                    .isTrue();
            product = product.multiply(factors.prime(i).pow(factors.exponent(i)));
        }
        assertThat(factors.isComplete()).as("%s is whole", n).isTrue();
        assertThat(product).isEqualTo(n);
    }

    private String factored(BigInteger n) {
        factorizer.factor(n, factors);
        return written(factors);
    }

    private static String written(Factors factors) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < factors.distinct(); i++) {
            text.append(i == 0 ? "" : " ").append(factors.prime(i));
            text.append(factors.exponent(i) == 1 ? "" : "^" + factors.exponent(i));
        }
        return text.toString();
    }

    private static String byTrialDivision(int n) {
        StringBuilder text = new StringBuilder();
        int rest = n;
        for (int p = 2; rest > 1; p++) {
            int exponent = 0;
            while (rest % p == 0) {
                rest /= p;
                exponent++;
            }
            if (exponent > 0) {
                text.append(text.isEmpty() ? "" : " ").append(p).append(exponent == 1 ? "" : "^" + exponent);
            }
        }
        return text.toString();
    }
}
