package io.rangefold.job.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BasePrimesTest {
    @Test
    void table_holdsEachPrimeOnce() {
        int[] primes = BasePrimes.upTo(300_000);
        int at = 0;
        for (int n = 2; n <= 300_000; n++) {
            if (isPrime(n)) {
                assertThat(primes[at++]).isEqualTo(n);
            }
        }
        assertThat(BasePrimes.count(300_000)).isEqualTo(at);
    }

    private static boolean isPrime(int n) {
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void counts_areAsPublished() {
        // OEIS A006880, A007053.
        assertThat(BasePrimes.count(1)).isZero();
        assertThat(BasePrimes.count(2)).isEqualTo(1);
        assertThat(BasePrimes.count(10_000_000)).isEqualTo(664_579);
        assertThat(BasePrimes.count(BasePrimes.MAX_BOUND)).isEqualTo(2_063_689);
        assertThat(BasePrimes.count(65_536)).isEqualTo(6_542);
    }

    @Test
    void bound_beyondTheLargest_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BasePrimes.upTo(BasePrimes.MAX_BOUND + 1));
    }
}
