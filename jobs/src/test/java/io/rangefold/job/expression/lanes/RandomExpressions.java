package io.rangefold.job.expression.lanes;

import java.util.Random;

/** Random expressions, of all operators and functions, for comparing evaluators. */
public final class RandomExpressions {
    private static final String[] BINARY = {
        "||", "&&", "==", "!=", "<", "<=", ">", ">=", "|", " xor ", "&", "+", "-", "*", "/", "%"
    };
    private static final String[] FUNCTIONS = {
        "abs", "isqrt", "issquare", "popcount", "digitsum", "digits", "isprime", "collatz"
    };
    private static final String[] DIVISOR_FUNCTIONS = {"tau", "sigma", "phi"};
    private static final String[] FOLDS = {"min", "max", "gcd", "lcm"};
    private static final String[] CONSTANTS = {
        "0",
        "1",
        "2",
        "3",
        "7",
        "10",
        "64",
        "1000",
        "65537",
        "2147483647",
        "2^32",
        "3037000499",
        "2^53",
        "2^61-1",
        "2^62",
        "9223372036854775807",
        "2^63",
        "(0-2^63)",
        "2^64+13",
        "10^20"
    };

    private final Random random;

    public RandomExpressions(long seed) {
        random = new Random(seed);
    }

    /** An expression with up to {@code depth} operators within each other. */
    public String next(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return random.nextInt(5) < 3 ? "i" : CONSTANTS[random.nextInt(CONSTANTS.length)];
        }
        String a = next(depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "(" + "-~!".charAt(random.nextInt(3)) + "(" + a + "))";
            case 1 -> "((" + a + ") ? (" + next(depth - 1) + ") : (" + next(depth - 1) + "))";
            case 2 ->
                random.nextInt(4) == 0
                        ? DIVISOR_FUNCTIONS[random.nextInt(3)] + "((" + a + ")%" + (1L << random.nextInt(40)) + "+1)"
                        : FUNCTIONS[random.nextInt(FUNCTIONS.length)] + "(" + a + ")";
            case 3 -> FOLDS[random.nextInt(FOLDS.length)] + "(" + a + "," + next(depth - 1) + ")";
            case 4 -> "(" + a + ")^" + random.nextInt(5);
            case 5 -> "((" + a + ")" + (random.nextBoolean() ? "<<" : ">>") + random.nextInt(70) + ")";
            case 6 ->
                random.nextInt(3) == 0
                        ? "powmod(" + a + "," + next(depth - 1) + "," + next(depth - 1) + ")"
                        : "((" + a + ")%" + (random.nextInt(1000) + 1) + ")";
            default -> "((" + a + ")" + BINARY[random.nextInt(BINARY.length)] + "(" + next(depth - 1) + "))";
        };
    }
}
