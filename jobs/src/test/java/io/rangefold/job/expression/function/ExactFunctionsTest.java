package io.rangefold.job.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExactFunctionsTest {
    private final ExactFunctions functions = new ExactFunctions(WorkMeter.unlimited());

    private boolean isPrime(String n) {
        return functions.call(Function.ISPRIME, new BigInteger(n)).signum() != 0;
    }

    @Test
    void isPrime_beyond64Bits_agreesWithTheLibrary() {
        Random random = new Random(1);
        for (int bits = 62; bits < 200; bits++) {
            for (int round = 0; round < 10; round++) {
                BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
                assertThat(isPrime(n.toString())).as("%d", n).isEqualTo(n.isProbablePrime(50));
            }
            BigInteger prime = new BigInteger(bits, 50, random);
            assertThat(isPrime(prime.toString())).as("%d", prime).isTrue();
            assertThat(isPrime(prime.multiply(prime).toString()))
                    .as("%d^2", prime)
                    .isFalse();
        }
    }

    @Test
    void isPrime_ofNumbersThatPassManyBases_isFalse() {
        // Strong pseudoprimes to the first 12 and 13 prime bases (OEIS A014233).
        assertThat(isPrime("318665857834031151167461")).isFalse();
        assertThat(isPrime("3317044064679887385961981")).isFalse();
        // A Carmichael number, and a strong Lucas pseudoprime would need another test: both halves guard each other.
        assertThat(isPrime("9746347772161")).isFalse();
        assertThat(isPrime("170141183460469231731687303715884105727")).isTrue();
    }

    @Test
    void divisorFunctions_atTheEndOf64Bits_areExact() {
        // 9223372036854775807 = 7^2 73 127 337 92737 649657; its sum of divisors does not fit.
        BigInteger last = BigInteger.valueOf(Long.MAX_VALUE);
        assertThat(functions.call(Function.TAU, last)).isEqualTo(BigInteger.valueOf(96));
        assertThat(functions.call(Function.SIGMA, last)).isEqualTo(new BigInteger("10994507040830097408"));
        assertThat(functions.call(Function.PHI, last)).isEqualTo(new BigInteger("7713001620195508224"));
        assertThat(functions.call(Function.SIGMA, last.add(BigInteger.ONE)))
                .isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(functions.call(Function.TAU, BigInteger.TEN.pow(1_000)))
                .isEqualTo(BigInteger.valueOf(1_001 * 1_001));
    }

    @Test
    void digits_aroundPowersOfTen_isExact() {
        for (int exponent = 1; exponent < 400; exponent++) {
            BigInteger power = BigInteger.TEN.pow(exponent);
            assertThat(functions.call(Function.DIGITS, power)).isEqualTo(BigInteger.valueOf(exponent + 1));
            assertThat(functions.call(Function.DIGITS, power.subtract(BigInteger.ONE)))
                    .isEqualTo(BigInteger.valueOf(exponent));
        }
    }

    @Test
    void hugeComputations_areMeteredInSmallPieces() {
        AtomicLong most = new AtomicLong();
        AtomicLong total = new AtomicLong();
        ExactFunctions metered = new ExactFunctions(units -> {
            most.accumulateAndGet(units, Math::max);
            if (total.addAndGet(units) > 100_000_000L) {
                throw new IllegalStateException("enough");
            }
        });
        BigInteger huge = BigInteger.ONE.shiftLeft(65_535).subtract(BigInteger.ONE);
        BigInteger next = BigInteger.ONE.shiftLeft(65_533).subtract(BigInteger.valueOf(3));
        for (Runnable work : new Runnable[] {
            () -> metered.call(Function.GCD, huge, next),
            () -> metered.call(Function.POWMOD, next, huge, huge),
            () -> metered.call(Function.ISPRIME, next),
            () -> metered.call(Function.ISSQUARE, huge),
            () -> metered.call(Function.DIGITSUM, huge)
        }) {
            total.set(0);
            try {
                work.run();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("enough");
            }
            assertThat(total.get()).isPositive();
        }
        assertThat(most.get()).isLessThan(10_000_000);
    }
}
