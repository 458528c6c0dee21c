package io.rangefold.job.expression.function;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.factor.PrimeFactors;
import io.rangefold.job.sieve.BasePrimes;
import java.math.BigInteger;

/**
 * {@link Multiplicative} functions of single numbers, by factoring them. Holds scratch memory; for one thread.
 *
 * <p>Beyond {@link Limits#MAX_FACTORED} there is a value where, without the prime factors below 2^16, what is left is a
 * prime, or no more than that bound, or a power of such a number.
 */
final class DivisorFunctions {
    private static final int SMALL_BOUND = 1 << 16;
    private static final int SMALL_BITS = 16;
    private static final long PULSE_UNITS = 100_000;

    private final WorkMeter meter;
    private final ExactFunctions functions;
    private final PrimeFactors factors;

    DivisorFunctions(WorkMeter meter, ExactFunctions functions) {
        this.meter = meter;
        this.functions = functions;
        this.factors = new PrimeFactors(() -> meter.spend(PULSE_UNITS));
    }

    /**
     * The value at {@code x >= 1}.
     *
     * @throws LaneFailure if it does not fit
     */
    long of(Multiplicative f, long x) {
        factors.factor(x);
        long value = 1;
        try {
            for (int k = 0; k < factors.distinct(); k++) {
                value = Math.multiplyExact(value, f.atPower(factors.word(k), factors.exponent(k)));
            }
        } catch (ArithmeticException e) {
            throw LaneFailure.INSTANCE;
        }
        return value;
    }

    /**
     * The value at x of any size.
     *
     * @throws EvaluationException if x is below 1 or too hard to factor
     */
    BigInteger of(Multiplicative f, BigInteger x) {
        if (x.signum() <= 0) {
            throw EvaluationException.belowOne(f.function());
        }
        if (x.compareTo(Limits.MAX_FACTORED) <= 0) {
            return factored(f, x, 1);
        }
        BigInteger value = BigInteger.ONE;
        BigInteger rest = x;
        int[] primes = BasePrimes.upTo(SMALL_BOUND);
        int count = BasePrimes.count(SMALL_BOUND);
        for (int k = 0; k < count; k++) {
            meter.spend(20 + rest.bitLength() / 16);
            BigInteger prime = BigInteger.valueOf(primes[k]);
            int exponent = 0;
            BigInteger[] division = rest.divideAndRemainder(prime);
            while (division[1].signum() == 0) {
                exponent++;
                rest = division[0];
                division = rest.divideAndRemainder(prime);
            }
            value = exponent == 0 ? value : value.multiply(f.atPower(prime, exponent));
        }
        return bounded(value.multiply(ofRough(f, rest)));
    }

    /** @param x without prime factors below 2^16 */
    private BigInteger ofRough(Multiplicative f, BigInteger x) {
        if (x.bitLength() > Limits.MAX_ROUGH_BITS) {
            throw EvaluationException.hardToFactor(f.function());
        }
        for (int exponent = x.bitLength() / SMALL_BITS; exponent > 1; exponent--) {
            meter.spend(100 + (long) x.bitLength() * x.bitLength() / 64);
            BigInteger root = Roots.floor(x, exponent);
            if (root.pow(exponent).equals(x)) {
                return ofPower(f, root, exponent);
            }
        }
        return ofPower(f, x, 1);
    }

    /** @param root no perfect power, without prime factors below 2^16 */
    private BigInteger ofPower(Multiplicative f, BigInteger root, int exponent) {
        if (root.compareTo(Limits.MAX_FACTORED) <= 0) {
            return factored(f, root, exponent);
        }
        if (functions.isPrime(root)) {
            return f.atPower(root, exponent);
        }
        throw EvaluationException.hardToFactor(f.function());
    }

    private BigInteger factored(Multiplicative f, BigInteger root, int exponent) {
        if (!factors.factor(root)) {
            throw new AssertionError("not factored: " + root);
        }
        BigInteger value = BigInteger.ONE;
        for (int k = 0; k < factors.distinct(); k++) {
            value = value.multiply(f.atPower(factors.prime(k), exponent * factors.exponent(k)));
        }
        return value;
    }

    private static BigInteger bounded(BigInteger value) {
        if (Limits.isTooLarge(value)) {
            throw EvaluationException.tooLarge();
        }
        return value;
    }
}
