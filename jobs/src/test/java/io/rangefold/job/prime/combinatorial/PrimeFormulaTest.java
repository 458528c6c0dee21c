package io.rangefold.job.prime.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeFormulaTest {
    @ParameterizedTest
    @CsvSource({
        "1000000, 78498, 37550402023",
        "10000000, 664579, 3203324994356",
        "100000000, 5761455, 279209790387276",
        "1000000000, 50847534, 24739512092254535",
        "10000000000, 455052511, 2220822432581729238",
        "100000000000, 4118054813, 201467077743744681014",
        "1000000000000, 37607912018, 18435588552550705911377",
        "10000000000000, 346065536839, 1699246443377779418889494",
    })
    void powersOfTen_giveThePublishedValues(long x, long count, BigInteger sum) {
        assertThat(PrimeCounts.upTo(x, StopCheck.NONE)).isEqualTo(count);
        assertThat(PrimeSums.upTo(x, StopCheck.NONE)).isEqualTo(sum);
    }

    @Test
    void everySmallX_agreesWithAPlainSieve() {
        IntStream.range(0, 2_000).forEach(PrimeFormulaTest::compare);
    }

    @Test
    void randomX_agreeWithAPlainSieve() {
        new Random(1).ints(400, 0, PlainPrimes.LIMIT).forEach(PrimeFormulaTest::compare);
    }

    @Test
    void xAroundTheLeastThatTheFormulaTakes_agreesWithAPlainSieve() {
        int least = (int) Bounds.LEAST_X;
        IntStream.range(least - 20, least + 20).forEach(PrimeFormulaTest::compare);
    }

    /** Where an inequality that should be strict, or should not, shows. */
    @Test
    void xAroundPrimesAndTheirPowers_agreesWithAPlainSieve() {
        for (int p = 2; p * p < PlainPrimes.LIMIT; p += 1 + p / 30) {
            for (; !PlainPrimes.isPrime(p); p++) {}
            for (long power = p; power < PlainPrimes.LIMIT - 1; power *= p) {
                for (int x = (int) power - 1; power >= Bounds.LEAST_X && x <= power + 1; x++) {
                    compare(x);
                }
            }
        }
    }

    @Test
    void xAroundProductsOfPrimes_agreesWithAPlainSieve() {
        for (int p : new int[] {97, 101, 211, 997, 1009}) {
            for (int q : new int[] {9_973, 9_967, 5_003}) {
                IntStream.rangeClosed(-1, 1)
                        .map(i -> p * q + i)
                        .filter(x -> x < PlainPrimes.LIMIT)
                        .forEach(PrimeFormulaTest::compare);
            }
        }
    }

    private static void compare(int x) {
        assertThat(PrimeCounts.upTo(x, StopCheck.NONE)).as("primes up to %d", x).isEqualTo(PlainPrimes.countUpTo(x));
        assertThat(PrimeSums.upTo(x, StopCheck.NONE))
                .as("sum of primes up to %d", x)
                .isEqualTo(BigInteger.valueOf(PlainPrimes.sumUpTo(x)));
    }

    /** They share leaves, easy ones, swept ones and pairs out quite differently. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 9_699_690, 123_456_789, 9_999_999_967L})
    void allBounds_giveTheSame(long x) {
        for (Measure measure : new Measure[] {Counting.INSTANCE, Summing.INSTANCE}) {
            BigInteger expected = PrimeFormula.upTo(measure, x, StopCheck.NONE);
            long cube = Roots.cube(x);
            long root = Roots.square(x);
            for (int i = 0; i <= 3; i++) {
                int y = (int) (2 * cube + 1 + i * (root - 2 * cube - 1) / 3);
                for (int words : new int[] {16, 48, 1024}) {
                    Bounds bounds = new Bounds(y, words);
                    assertThat(PrimeFormula.upTo(measure, x, bounds, StopCheck.NONE))
                            .as("%s %s", measure, bounds)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void belowTwo_thereIsNoPrime() {
        for (long x : new long[] {Long.MIN_VALUE, -1, 0, 1}) {
            assertThat(PrimeCounts.upTo(x, StopCheck.NONE)).isZero();
            assertThat(PrimeSums.upTo(x, StopCheck.NONE)).isZero();
        }
    }

    @Test
    void aboveTheGreatest_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimeCounts.upTo(PrimeCounts.GREATEST + 1, StopCheck.NONE))
                .withMessageContaining(Long.toString(PrimeCounts.GREATEST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimeSums.upTo(Long.MAX_VALUE, StopCheck.NONE))
                .withMessageContaining(Long.toString(PrimeSums.GREATEST));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void whatAStopCheckThrows_endsTheComputation(int calls) {
        int[] called = {0};
        StopCheck stop = () -> {
            if (++called[0] == calls) {
                throw new IllegalStateException("stopped");
            }
        };
        assertThatThrownBy(() -> PrimeCounts.upTo(PrimeCounts.GREATEST, stop)).hasMessage("stopped");
        assertThat(called[0]).isEqualTo(calls);
    }
}
