package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HartTest {
    @Test
    void productsOfTwoLikePrimes_areSplitNearlyAlways() {
        Random random = new Random(3);
        int given = 0;
        for (int i = 0; i < 1_000; i++) {
            long p = BigInteger.probablePrime(9 + i % 12, random).longValue();
            long q = BigInteger.probablePrime(9 + i % 12, random).longValue();
            long divisor = Hart.divisorOf(p * q);
            assertThat(divisor).as("%d * %d", p, q).isIn(1L, p, q);
            given += divisor == 1 ? 1 : 0;
        }
        assertThat(given).isLessThan(50);
    }

    @Test
    void productsOfUnlikePrimes_areSplitOrGivenUp() {
        assertThat(Hart.divisorOf(263 * 6_461_915_839L)).isIn(1L, 263L, 6_461_915_839L);
    }

    @Test
    void squaresOfPrimes_areSplit() {
        for (long p : new long[] {257, 65_537, 1_000_003, 2_097_143}) {
            assertThat(Hart.divisorOf(p * p)).isEqualTo(p);
        }
    }
}
