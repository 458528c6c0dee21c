package io.rangefold.job.expression.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * {@code tau}, {@code sigma} and {@code phi} of {@link ReferenceFunctions}: trial division by all numbers below 2^16, then
 * J. Pollard's rho method (BIT 15 (1975) 331), then the definition by prime powers.
 */
final class ReferenceDivisors {
    private static final int TRIAL_BOUND = 1 << 16;
    private static final int STEPS_PER_GCD = 50;

    private final WorkMeter meter;
    private final Predicate<BigInteger> isPrime;

    ReferenceDivisors(WorkMeter meter, Predicate<BigInteger> isPrime) {
        this.meter = meter;
        this.isPrime = isPrime;
    }

    BigInteger call(Function function, BigInteger x) {
        if (x.signum() <= 0) {
            throw EvaluationException.belowOne(function);
        }
        Map<BigInteger, Integer> exponents = new TreeMap<>();
        BigInteger rough = x.bitLength() < Long.SIZE
                ? BigInteger.valueOf(stripSmall(x.longValue(), exponents))
                : stripSmall(x, exponents);
        splitRough(function, rough, x.compareTo(Limits.MAX_FACTORED) <= 0, exponents);
        BigInteger value = ONE;
        for (Map.Entry<BigInteger, Integer> power : exponents.entrySet()) {
            value = value.multiply(atPower(function, power.getKey(), power.getValue()));
        }
        return value;
    }

    private static BigInteger atPower(Function function, BigInteger p, int e) {
        return switch (function) {
            case TAU -> BigInteger.valueOf(e + 1L);
            case SIGMA -> p.pow(e + 1).subtract(ONE).divide(p.subtract(ONE));
            case PHI -> p.pow(e - 1).multiply(p.subtract(ONE));
            default -> throw new AssertionError(function);
        };
    }

    private long stripSmall(long x, Map<BigInteger, Integer> exponents) {
        long rest = x;
        for (int d = 2; d < TRIAL_BOUND && (long) d * d <= rest; d += d == 2 ? 1 : 2) {
            while (rest % d == 0) {
                exponents.merge(BigInteger.valueOf(d), 1, Integer::sum);
                rest /= d;
            }
        }
        meter.spend(20_000);
        if (rest > 1 && rest < TRIAL_BOUND) {
            exponents.merge(BigInteger.valueOf(rest), 1, Integer::sum);
            return 1;
        }
        return rest;
    }

    private BigInteger stripSmall(BigInteger x, Map<BigInteger, Integer> exponents) {
        BigInteger rest = x;
        for (int d = 2; d < TRIAL_BOUND; d += d == 2 ? 1 : 2) {
            meter.spend(20 + rest.bitLength() / 16);
            BigInteger divisor = BigInteger.valueOf(d);
            while (rest.mod(divisor).signum() == 0) {
                exponents.merge(divisor, 1, Integer::sum);
                rest = rest.divide(divisor);
            }
        }
        return rest;
    }

    /** @param rough without prime factors below 2^16 */
    private void splitRough(Function function, BigInteger rough, boolean sure, Map<BigInteger, Integer> exponents) {
        if (sure) {
            split(rough, 1, exponents);
            return;
        }
        if (rough.bitLength() > Limits.MAX_ROUGH_BITS) {
            throw EvaluationException.hardToFactor(function);
        }
        int exponent = Math.max(1, rough.bitLength() / 16);
        while (!root(rough, exponent).pow(exponent).equals(rough)) {
            exponent--;
        }
        BigInteger root = root(rough, exponent);
        if (root.compareTo(Limits.MAX_FACTORED) > 0 && !isPrime.test(root)) {
            throw EvaluationException.hardToFactor(function);
        }
        split(root, exponent, exponents);
    }

    /** {@code floor(n^(1/k))}, bit by bit. */
    private BigInteger root(BigInteger n, int k) {
        BigInteger root = BigInteger.ZERO;
        for (int bit = n.bitLength() / k; bit >= 0; bit--) {
            meter.spend(200);
            BigInteger higher = root.setBit(bit);
            root = higher.pow(k).compareTo(n) <= 0 ? higher : root;
        }
        return root;
    }

    private void split(BigInteger n, int times, Map<BigInteger, Integer> exponents) {
        if (n.equals(ONE)) {
            return;
        }
        if (isPrime.test(n)) {
            exponents.merge(n, times, Integer::sum);
            return;
        }
        BigInteger divisor = n;
        for (int shift = 1; divisor.equals(n); shift++) {
            divisor = rho(n, BigInteger.valueOf(shift));
        }
        split(divisor, times, exponents);
        split(n.divide(divisor), times, exponents);
    }

    /** A divisor of n above 1, maybe n itself, from a cycle of {@code x -> x^2 + shift} modulo one. */
    private BigInteger rho(BigInteger n, BigInteger shift) {
        BigInteger slow = TWO;
        BigInteger fast = TWO;
        BigInteger divisor = ONE;
        while (divisor.equals(ONE)) {
            meter.spend(500L * STEPS_PER_GCD);
            BigInteger differences = ONE;
            for (int step = 0; step < STEPS_PER_GCD; step++) {
                slow = slow.multiply(slow).add(shift).mod(n);
                fast = fast.multiply(fast).add(shift).mod(n);
                fast = fast.multiply(fast).add(shift).mod(n);
                differences = differences.multiply(slow.subtract(fast)).mod(n);
            }
            divisor = differences.gcd(n);
        }
        return divisor;
    }
}
