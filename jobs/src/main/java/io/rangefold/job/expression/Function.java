package io.rangefold.job.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions that expressions may call. */
public enum Function {
    /** {@code |x|}. */
    ABS(1, 1),
    /** The least of its arguments. */
    MIN(2, Integer.MAX_VALUE),
    /** The greatest of its arguments. */
    MAX(2, Integer.MAX_VALUE),
    /** The greatest common divisor, not negative; 0 if all are 0. */
    GCD(2, Integer.MAX_VALUE),
    /** The least common multiple, not negative; 0 if one is 0. */
    LCM(2, Integer.MAX_VALUE),
    /** The integer part of the square root; an error below 0. */
    ISQRT(1, 1),
    /** Whether x is the square of an integer. */
    ISSQUARE(1, 1),
    /** The number of one bits; an error below 0. */
    POPCOUNT(1, 1),
    /** The sum of the decimal digits of {@code |x|}. */
    DIGITSUM(1, 1),
    /** The number of decimal digits of {@code |x|}; 1 for 0. */
    DIGITS(1, 1),
    /** Whether x is a prime: exact below 2^64, beyond that by the test of Baillie, Pomerance, Selfridge and Wagstaff. */
    ISPRIME(1, 1),
    /**
     * The number of divisors (OEIS A000005); an error below 1. Defined, as the next two are, where x is easy to factor: all
     * x up to 10^20, and those whose part without prime factors below 2^16 has at most 1024 bits and is a prime, or at
     * most 10^20, or a power of such a number.
     */
    TAU(1, 1),
    /** The sum of the divisors (OEIS A000203); an error below 1. */
    SIGMA(1, 1),
    /** How many numbers from 1 to n have no divisor in common with n (OEIS A000010); an error below 1. */
    PHI(1, 1),
    /** The number of steps {@code n -> n/2} (even) or {@code 3n+1} (odd) from n to 1 (OEIS A006577); an error below 1. */
    COLLATZ(1, 1),
    /**
     * {@code powmod(b, e, m)}: {@code b^e % m}, with the sign of m as {@code %} has; an error where e is negative or m is 0.
     */
    POWMOD(3, 3);

    private final int minArguments;
    private final int maxArguments;

    Function(int minArguments, int maxArguments) {
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
    }

    /** As users write it. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int arguments) {
        return minArguments <= arguments && arguments <= maxArguments;
    }

    /** How many arguments it takes, for messages. */
    String arity() {
        if (maxArguments == Integer.MAX_VALUE) {
            return minArguments + " or more arguments";
        }
        return minArguments == 1 ? "1 argument" : minArguments + " arguments";
    }

    static Optional<Function> ofSymbol(String symbol) {
        return Arrays.stream(values()).filter(f -> f.symbol().equals(symbol)).findFirst();
    }

    /** All of them, for hints. */
    static String list() {
        return Arrays.stream(values()).map(Function::symbol).collect(Collectors.joining(", "));
    }
}
