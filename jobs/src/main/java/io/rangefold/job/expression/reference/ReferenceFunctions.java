package io.rangefold.job.expression.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import java.util.List;

/** The functions of {@link ReferenceEvaluator}, by their definitions. */
final class ReferenceFunctions {
    private static final BigInteger THREE = BigInteger.valueOf(3);

    /** How far the numbers of a Collatz sequence may go before it is given up. */
    private static final int MAX_COLLATZ_BITS = 4 * Limits.MAX_VALUE_BITS;

    /**
     * The bases of the strong pseudoprime test. The first 13 leave no composite below 3317044064679887385961981 (Sorenson
     * and Webster, "Strong pseudoprimes to twelve prime bases", Mathematics of Computation 86, 2017); none is known to pass
     * them all.
     */
    private static final int[] BASES = {
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97
    };

    /** Squares of so long numbers fit 64 bits; none of them that is composite passes the bases 2, 3, 5 and 7. */
    private static final int PLAIN_BITS = 31;

    private final WorkMeter meter;
    private final ReferenceDivisors divisors;

    ReferenceFunctions(WorkMeter meter) {
        this.meter = meter;
        this.divisors = new ReferenceDivisors(meter, this::isPrime);
    }

    BigInteger call(Function function, List<BigInteger> arguments) {
        BigInteger x = arguments.get(0);
        return switch (function) {
            case ABS -> x.abs();
            case MIN -> arguments.stream().reduce(x, BigInteger::min);
            case MAX -> arguments.stream().reduce(x, BigInteger::max);
            case GCD -> arguments.stream().reduce(ZERO, this::gcd);
            case LCM -> arguments.stream().reduce(ONE, this::lcm);
            case ISQRT -> notNegative(function, x).sqrt();
            case ISSQUARE -> truth(x.signum() >= 0 && x.sqrt().pow(2).equals(x));
            case POPCOUNT -> BigInteger.valueOf(notNegative(function, x).bitCount());
            case DIGITSUM ->
                BigInteger.valueOf(x.abs().toString().chars().map(c -> c - '0').sum());
            case DIGITS -> BigInteger.valueOf(x.abs().toString().length());
            case ISPRIME -> truth(isPrime(x));
            case TAU, SIGMA, PHI -> divisors.call(function, x);
            case COLLATZ -> BigInteger.valueOf(collatz(x));
            case POWMOD -> powmod(x, arguments.get(1), arguments.get(2));
        };
    }

    private BigInteger gcd(BigInteger a, BigInteger b) {
        BigInteger greater = a.abs();
        BigInteger smaller = b.abs();
        while (smaller.signum() != 0) {
            meter.spend(20 + smaller.bitLength() / 8);
            BigInteger rest = greater.mod(smaller);
            greater = smaller;
            smaller = rest;
        }
        return greater;
    }

    private BigInteger lcm(BigInteger a, BigInteger b) {
        if (a.signum() == 0 || b.signum() == 0) {
            return ZERO;
        }
        BigInteger multiple = a.divide(gcd(a, b)).multiply(b).abs();
        if (multiple.bitLength() > Limits.MAX_VALUE_BITS) {
            throw EvaluationException.tooLarge();
        }
        return multiple;
    }

    private long collatz(BigInteger start) {
        if (start.signum() <= 0) {
            throw EvaluationException.belowOne(Function.COLLATZ);
        }
        long steps = 0;
        for (BigInteger n = start; !n.equals(ONE); steps++) {
            meter.spend(30 + n.bitLength() / 8);
            n = n.testBit(0) ? n.multiply(THREE).add(ONE) : n.shiftRight(1);
            if (n.bitLength() > MAX_COLLATZ_BITS) {
                throw EvaluationException.tooLarge();
            }
        }
        return steps;
    }

    private BigInteger powmod(BigInteger base, BigInteger exponent, BigInteger modulus) {
        if (exponent.signum() < 0) {
            throw EvaluationException.negativeExponent();
        }
        if (modulus.signum() == 0) {
            throw EvaluationException.divisionByZero();
        }
        BigInteger power = modPow(base, exponent, modulus.abs());
        return modulus.signum() < 0 && power.signum() != 0 ? power.add(modulus) : power;
    }

    /** By repeated squaring, one step after the other, so that work is metered between them. */
    private BigInteger modPow(BigInteger base, BigInteger exponent, BigInteger modulus) {
        BigInteger factor = base.mod(modulus);
        BigInteger power = ONE.mod(modulus);
        for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
            meter.spend(50 + (long) modulus.bitLength() * modulus.bitLength() / 1024);
            power = power.multiply(power).mod(modulus);
            if (exponent.testBit(bit)) {
                power = power.multiply(factor).mod(modulus);
            }
        }
        return power;
    }

    private boolean isPrime(BigInteger n) {
        if (n.compareTo(TWO) < 0) {
            return false;
        }
        if (n.bitLength() <= PLAIN_BITS) {
            return isPlainPrime(n.longValue());
        }
        for (int base : BASES) {
            BigInteger b = BigInteger.valueOf(base);
            if (n.mod(b).signum() == 0) {
                return n.equals(b);
            }
        }
        for (int base : BASES) {
            if (!isStrongProbablePrime(n, BigInteger.valueOf(base))) {
                return false;
            }
        }
        return true;
    }

    /** The same test in 64 bits. */
    private boolean isPlainPrime(long n) {
        meter.spend(500);
        for (int base : new int[] {2, 3, 5, 7}) {
            if (n % base == 0) {
                return n == base;
            }
            int twos = Long.numberOfTrailingZeros(n - 1);
            long power = 1;
            for (int bit = PLAIN_BITS; bit >= twos; bit--) {
                power = power * power % n;
                power = (n - 1 >> bit & 1) == 0 ? power : power * base % n;
            }
            boolean passes = power == 1;
            for (int square = 0; square < twos && !passes; square++) {
                passes = power == n - 1;
                power = power * power % n;
            }
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    private boolean isStrongProbablePrime(BigInteger n, BigInteger base) {
        BigInteger minusOne = n.subtract(ONE);
        int twos = minusOne.getLowestSetBit();
        BigInteger power = modPow(base, minusOne.shiftRight(twos), n);
        if (power.equals(ONE)) {
            return true;
        }
        for (int square = 0; square < twos; square++) {
            if (power.equals(minusOne)) {
                return true;
            }
            power = modPow(power, TWO, n);
        }
        return false;
    }

    private static BigInteger notNegative(Function function, BigInteger x) {
        if (x.signum() < 0) {
            throw EvaluationException.ofNegative(function);
        }
        return x;
    }

    private static BigInteger truth(boolean holds) {
        return holds ? ONE : ZERO;
    }
}
