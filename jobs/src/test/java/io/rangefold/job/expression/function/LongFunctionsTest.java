package io.rangefold.job.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongFunctionsTest {
    private static final int SIEVED = 1 << 20;

    @Test
    void isPrime_belowTwoTo20_agreesWithSieve() {
        boolean[] composite = new boolean[SIEVED];
        int count = 0;
        for (int n = 2; n < SIEVED; n++) {
            assertThat(LongPrimes.isPrime(n)).as("%d", n).isEqualTo(!composite[n]);
            count += composite[n] ? 0 : 1;
            for (long multiple = (long) n * n; multiple < SIEVED; multiple += n) {
                composite[(int) multiple] = true;
            }
        }
        // OEIS A007053.
        assertThat(count).isEqualTo(82_025);
    }

    @Test
    void isPrime_ofStrongPseudoprimes_isFalse() {
        // OEIS A014233, and products of two close primes.
        long[] composites = {
            2047,
            1373653,
            25326001,
            3215031751L,
            2152302898747L,
            3474749660383L,
            341550071728321L,
            3825123056546413051L,
            4759123141L,
            1122004669633L,
            3037000493L * 3037000453L,
            9223372036854775807L,
            1L << 62
        };
        for (long n : composites) {
            assertThat(LongPrimes.isPrime(n)).as("%d", n).isFalse();
        }
        for (long n : new long[] {9223372036854775783L, (1L << 61) - 1, 3215031749L, 3215031767L, 4294967291L}) {
            assertThat(LongPrimes.isPrime(n))
                    .as("%d", n)
                    .isEqualTo(BigInteger.valueOf(n).isProbablePrime(50));
        }
    }

    @Test
    void isPrime_ofRandomNumbers_agreesWithTheLibrary() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long n = (random.nextLong() >>> 1 + random.nextInt(62)) | 1;
            assertThat(LongPrimes.isPrime(n))
                    .as("%d", n)
                    .isEqualTo(BigInteger.valueOf(n).isProbablePrime(50));
        }
    }

    @Test
    void isqrt_aroundSquares_isExact() {
        for (long root : new long[] {1, 2, 3, 1000, 94906265, 94906266, 1L << 31, 3_037_000_498L, 3_037_000_499L}) {
            assertThat(LongFunctions.isqrt(root * root)).isEqualTo(root);
            assertThat(LongFunctions.isqrt(root * root - 1)).isEqualTo(root - 1);
            assertThat(LongFunctions.isqrt(root * root + 1)).isEqualTo(root);
            assertThat(LongFunctions.isSquare(root * root)).isEqualTo(1);
            assertThat(LongFunctions.isSquare(root * root + 1)).isZero();
        }
        assertThat(LongFunctions.isqrt(0)).isZero();
        assertThat(LongFunctions.isqrt(Long.MAX_VALUE)).isEqualTo(3_037_000_499L);
    }

    @Test
    void collatz_belowTwoTo20_agreesWithDefinition() {
        long total = 0;
        for (int start = 1; start < 1 << 20; start++) {
            long steps = 0;
            for (long n = start; n != 1; steps++) {
                n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            }
            if (CollatzSteps.of(start) != steps) {
                assertThat(CollatzSteps.of(start)).as("%d", start).isEqualTo(steps);
            }
            total += steps;
        }
        assertThat(total).isPositive();
    }

    @Test
    void collatz_ofRecordHolders_isAsPublished() {
        // Most steps below 10^6 to 10^9.
        assertThat(CollatzSteps.of(837_799)).isEqualTo(524);
        assertThat(CollatzSteps.of(8_400_511)).isEqualTo(685);
        assertThat(CollatzSteps.of(63_728_127)).isEqualTo(949);
        assertThat(CollatzSteps.of(670_617_279)).isEqualTo(986);
        assertThat(CollatzSteps.of(1L << 62)).isEqualTo(62);
        assertThat(CollatzSteps.of(Long.MAX_VALUE)).isEqualTo(CollatzSteps.TOO_LARGE);
    }

    @Test
    void collatz_ofManyTogether_isThatOfEach() {
        Random random = new Random(1);
        long[] starts = new long[300];
        long[] steps = new long[starts.length];
        for (int bits = 1; bits < 64; bits++) {
            for (int k = 0; k < starts.length; k++) {
                starts[k] = Math.max(1, random.nextLong() >>> 64 - bits);
            }
            CollatzSteps.ofAll(starts, steps, starts.length);
            for (int k = 0; k < starts.length; k++) {
                assertThat(steps[k]).as("%d", starts[k]).isEqualTo(CollatzSteps.of(starts[k]));
            }
        }
    }

    @Test
    void collatz_totalBelowTwoTo22_isThatOfSingleSteps() {
        // From OEIS A006577, summed by single steps.
        long total = 0;
        for (int start = 1; start < 1 << 22; start++) {
            total += CollatzSteps.of(start);
        }
        assertThat(total).isEqualTo(613409613L);
    }

    @Test
    void digits_ofNumbersOfAllLengths_areThoseOfTheText() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long x = random.nextLong() >> random.nextInt(64);
            compareDigits(x);
        }
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            compareDigits(power - 1);
            compareDigits(power);
            compareDigits(-power);
            compareDigits(1 - power);
        }
        compareDigits(Long.MAX_VALUE);
        compareDigits(Long.MIN_VALUE);
        compareDigits(1_000_000_000_000_000_000L);
        compareDigits(-1_000_000_000_000_000_000L);
    }

    private static void compareDigits(long x) {
        String text = Long.toString(x).replace("-", "");
        assertThat(LongFunctions.digits(x)).as("%d", x).isEqualTo(text.length());
        assertThat(LongFunctions.digitSum(x))
                .as("%d", x)
                .isEqualTo(text.chars().map(c -> c - '0').sum());
    }

    @Test
    void powmod_forModuliOfAllKinds_agreesWithTheLibrary() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long base = random.nextLong() >> random.nextInt(64);
            long exponent = random.nextLong() >>> 1 + random.nextInt(63);
            long modulus = (random.nextLong() >>> 1 + random.nextInt(63)) + (round % 2 == 0 ? 0 : 1) | 1L - round % 2;
            if (modulus > 0) {
                assertThat(LongFunctions.powmod(base, exponent, modulus))
                        .as("%d ^ %d mod %d", base, exponent, modulus)
                        .isEqualTo(BigInteger.valueOf(base)
                                .modPow(BigInteger.valueOf(exponent), BigInteger.valueOf(modulus))
                                .longValue());
            }
        }
    }
}
