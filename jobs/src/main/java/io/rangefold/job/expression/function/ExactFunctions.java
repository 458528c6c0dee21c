package io.rangefold.job.expression.function;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;

/** The functions of expressions on integers of any size; in 64 bits where that does. Meters what takes long. */
public final class ExactFunctions {
    private static final BigInteger CHUNK = TEN.pow(18);

    private static final double DIGITS_PER_BIT = 0.30102999566398120;

    /** Longer numbers are brought down by division before the built-in algorithm, which can't be metered. */
    private static final int MAX_BUILT_IN_GCD_BITS = 4_096;

    private static final int MAX_COLLATZ_BITS = 4 * Limits.MAX_VALUE_BITS;

    /** The most work, exponent bits times squared modulus bits, that goes into one built-in power. */
    private static final long MAX_BUILT_IN_POWER = 1L << 31;

    private final WorkMeter meter;
    private final DivisorFunctions divisors;

    public ExactFunctions(WorkMeter meter) {
        this.meter = meter;
        this.divisors = new DivisorFunctions(meter, this);
    }

    public BigInteger call(Function function, BigInteger... arguments) {
        meter.spend(50);
        BigInteger x = arguments[0];
        return switch (function) {
            case ABS -> x.abs();
            case MIN, MAX, GCD, LCM -> folded(function, arguments);
            case ISQRT -> isqrt(x);
            case ISSQUARE -> isSquare(x);
            case POPCOUNT -> popcount(x);
            case DIGITSUM -> digitSum(x);
            case DIGITS -> digits(x);
            case ISPRIME -> truth(isPrime(x));
            case TAU -> divisors.of(Multiplicative.TAU, x);
            case SIGMA -> divisors.of(Multiplicative.SIGMA, x);
            case PHI -> divisors.of(Multiplicative.PHI, x);
            case COLLATZ -> collatz(x);
            case POWMOD -> powmod(x, arguments[1], arguments[2]);
        };
    }

    public BigInteger multiply(BigInteger a, BigInteger b) {
        meter.spend((long) a.bitLength() * b.bitLength() / 8192);
        return a.multiply(b);
    }

    private BigInteger folded(Function function, BigInteger... arguments) {
        BigInteger folded = arguments[0];
        for (int k = 1; k < arguments.length; k++) {
            BigInteger x = arguments[k];
            folded = switch (function) {
                case MIN -> folded.compareTo(x) <= 0 ? folded : x;
                case MAX -> folded.compareTo(x) >= 0 ? folded : x;
                case GCD -> gcd(folded, x);
                case LCM -> lcm(folded, x);
                default -> throw new AssertionError(function);
            };
        }
        return folded;
    }

    private BigInteger gcd(BigInteger x, BigInteger y) {
        BigInteger a = x.abs().max(y.abs());
        BigInteger b = x.abs().min(y.abs());
        while (b.bitLength() > MAX_BUILT_IN_GCD_BITS) {
            meter.spend(b.bitLength() / 4);
            BigInteger rest = a.remainder(b);
            a = b;
            b = rest;
        }
        return b.signum() == 0 ? a : b.gcd(a.remainder(b));
    }

    private BigInteger lcm(BigInteger x, BigInteger y) {
        if (x.signum() == 0 || y.signum() == 0) {
            return ZERO;
        }
        BigInteger multiple = multiply(x.divide(gcd(x, y)), y).abs();
        if (Limits.isTooLarge(multiple)) {
            throw EvaluationException.tooLarge();
        }
        return multiple;
    }

    private BigInteger isqrt(BigInteger x) {
        if (x.signum() < 0) {
            throw EvaluationException.ofNegative(Function.ISQRT);
        }
        meter.spend((long) x.bitLength() * x.bitLength() / 4096);
        return x.bitLength() < Long.SIZE ? BigInteger.valueOf(LongFunctions.isqrt(x.longValue())) : x.sqrt();
    }

    private BigInteger isSquare(BigInteger x) {
        if (x.signum() < 0) {
            return ZERO;
        }
        if (x.bitLength() < Long.SIZE) {
            return BigInteger.valueOf(LongFunctions.isSquare(x.longValue()));
        }
        meter.spend((long) x.bitLength() * x.bitLength() / 4096);
        return truth(x.sqrtAndRemainder()[1].signum() == 0);
    }

    private static BigInteger popcount(BigInteger x) {
        if (x.signum() < 0) {
            throw EvaluationException.ofNegative(Function.POPCOUNT);
        }
        return BigInteger.valueOf(x.bitCount());
    }

    private BigInteger digitSum(BigInteger x) {
        long sum = 0;
        BigInteger rest = x.abs();
        while (rest.bitLength() >= Long.SIZE) {
            meter.spend(50 + rest.bitLength() / 8);
            BigInteger[] parts = rest.divideAndRemainder(CHUNK);
            sum += LongFunctions.digitSum(parts[1].longValue());
            rest = parts[0];
        }
        return BigInteger.valueOf(sum + LongFunctions.digitSum(rest.longValue()));
    }

    /** From the number of bits, which leaves two possibilities. */
    private BigInteger digits(BigInteger x) {
        BigInteger magnitude = x.abs();
        if (magnitude.bitLength() < Long.SIZE) {
            return BigInteger.valueOf(LongFunctions.digits(magnitude.longValue()));
        }
        meter.spend((long) x.bitLength() * x.bitLength() / 8192);
        int least = (int) ((magnitude.bitLength() - 1) * DIGITS_PER_BIT);
        return BigInteger.valueOf(
                magnitude.compareTo(TEN.pow(least)) < 0
                        ? least
                        : magnitude.compareTo(TEN.pow(least + 1)) < 0 ? least + 1 : least + 2);
    }

    boolean isPrime(BigInteger x) {
        return x.bitLength() < Long.SIZE
                ? LongPrimes.isPrime(x.longValue())
                : x.signum() > 0 && new BaillieWagstaff(x, this, meter).isProbablePrime();
    }

    private BigInteger collatz(BigInteger start) {
        if (start.signum() <= 0) {
            throw EvaluationException.belowOne(Function.COLLATZ);
        }
        BigInteger n = start;
        long steps = 0;
        while (true) {
            if (n.bitLength() < Long.SIZE) {
                long rest = CollatzSteps.of(n.longValue());
                if (rest != CollatzSteps.TOO_LARGE) {
                    return BigInteger.valueOf(steps + rest);
                }
            }
            meter.spend(50 + n.bitLength() / 4);
            int halvings = n.getLowestSetBit();
            if (halvings == 0) {
                n = n.shiftLeft(1).add(n).add(ONE);
                steps++;
            } else {
                n = n.shiftRight(halvings);
                steps += halvings;
            }
            if (n.bitLength() > MAX_COLLATZ_BITS) {
                throw EvaluationException.tooLarge();
            }
        }
    }

    private BigInteger powmod(BigInteger base, BigInteger exponent, BigInteger modulus) {
        if (exponent.signum() < 0) {
            throw EvaluationException.negativeExponent();
        }
        if (modulus.signum() == 0) {
            throw EvaluationException.divisionByZero();
        }
        BigInteger power = modPow(base, exponent, modulus.abs());
        return modulus.signum() < 0 && power.signum() > 0 ? power.add(modulus) : power;
    }

    /** {@code base^exponent} modulo {@code modulus}, both positive; metered however long it takes. */
    BigInteger modPow(BigInteger base, BigInteger exponent, BigInteger modulus) {
        long bits = 200L + modulus.bitLength();
        BigInteger factor = base.mod(modulus);
        if (bits * bits * exponent.bitLength() <= MAX_BUILT_IN_POWER) {
            meter.spend(bits * bits * exponent.bitLength() / 512);
            return factor.modPow(exponent, modulus);
        }
        BigInteger power = ONE.mod(modulus);
        for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
            meter.spend(bits * bits / 1024);
            power = power.multiply(power).mod(modulus);
            if (exponent.testBit(bit)) {
                power = power.multiply(factor).mod(modulus);
            }
        }
        return power;
    }

    private static BigInteger truth(boolean holds) {
        return holds ? ONE : ZERO;
    }
}
