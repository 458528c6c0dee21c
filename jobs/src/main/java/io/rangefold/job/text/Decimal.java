package io.rangefold.job.text;

import java.math.BigInteger;
import java.util.Locale;

/**
 * A number without sign as users write it: {@code 1000}, {@code 1_000}, {@code 1e8}, {@code 1.5e9}.
 *
 * <p>Only ASCII digits count, and {@code _} stands between two digits only.
 */
public final class Decimal {
    /** Exponents of more digits than this are beyond every bound. */
    private static final int MAX_EXPONENT_DIGITS = 9;

    private static final double DIGITS_PER_BIT = 0.302;

    private Decimal() {}

    /** Why a token is no number that fits. */
    public enum Problem {
        /** Nothing that this class reads. */
        MALFORMED,
        /** A fraction is left over, as in {@code 1.5}. */
        NOT_WHOLE,
        /** More bits than the caller's bound. */
        TOO_LARGE
    }

    /** A token that is no number. */
    public static final class DecimalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Problem problem;

        DecimalException(Problem problem) {
            super(problem.name(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** The end of the longest number that begins at {@code start}; {@code start} itself if none does. */
    public static int scan(String text, int start) {
        int end = digits(text, start);
        if (end == start) {
            return start;
        }
        if (at(text, end) == '.' && isDigit(at(text, end + 1))) {
            end = digits(text, end + 1);
        }
        if (at(text, end) == 'e' || at(text, end) == 'E') {
            int exponent = at(text, end + 1) == '+' ? end + 2 : end + 1;
            if (isDigit(at(text, exponent))) {
                end = digits(text, exponent);
            }
        }
        return end;
    }

    /**
     * The value of a token that {@link #scan} delimited. What has more than {@code maxBits} bits is refused before it is
     * computed, so the cost is bounded by {@code maxBits} and the length of the token.
     *
     * @throws DecimalException if the token is not such a number, not whole or too large
     */
    public static BigInteger parse(String token, int maxBits) {
        if (token.isEmpty() || scan(token, 0) != token.length()) {
            throw new DecimalException(Problem.MALFORMED);
        }
        String plain = token.replace("_", "").toLowerCase(Locale.ROOT);
        int e = plain.indexOf('e');
        String mantissa = e < 0 ? plain : plain.substring(0, e);
        int point = mantissa.indexOf('.');
        String whole = point < 0 ? mantissa : mantissa.substring(0, point);
        String fraction = point < 0 ? "" : withoutTrailingZeros(mantissa.substring(point + 1));
        String digits = withoutLeadingZeros(whole + fraction);
        if (digits.isEmpty()) {
            return BigInteger.ZERO;
        }
        int exponent = exponent(e < 0 ? "0" : plain.substring(e + 1).replace("+", ""));
        if (exponent < fraction.length()) {
            throw new DecimalException(Problem.NOT_WHOLE);
        }
        int zeros = exponent - fraction.length();
        if ((long) digits.length() + zeros > maxBits * DIGITS_PER_BIT + 1) {
            throw new DecimalException(Problem.TOO_LARGE);
        }
        BigInteger value = new BigInteger(digits).multiply(BigInteger.TEN.pow(zeros));
        if (value.bitLength() > maxBits) {
            throw new DecimalException(Problem.TOO_LARGE);
        }
        return value;
    }

    private static int exponent(String digits) {
        String significant = withoutLeadingZeros(digits);
        if (significant.length() > MAX_EXPONENT_DIGITS) {
            throw new DecimalException(Problem.TOO_LARGE);
        }
        return significant.isEmpty() ? 0 : Integer.parseInt(significant);
    }

    private static int digits(String text, int start) {
        int end = start;
        while (isDigit(at(text, end)) || (end > start && at(text, end) == '_' && isDigit(at(text, end + 1)))) {
            end++;
        }
        return end;
    }

    private static String withoutLeadingZeros(String digits) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    private static String withoutTrailingZeros(String digits) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The character there, or NUL beyond the end. */
    private static char at(String text, int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }
}
