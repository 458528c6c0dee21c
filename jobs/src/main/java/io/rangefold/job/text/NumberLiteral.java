package io.rangefold.job.text;

import io.rangefold.job.BadInputException;
import io.rangefold.job.text.Decimal.DecimalException;
import io.rangefold.job.text.Decimal.Problem;
import java.math.BigInteger;

/**
 * A number as options take it: an optional sign, then {@code 1000}, {@code 1_000}, {@code 1e8}, {@code 1.5e9} (where that
 * is whole) or a power, {@code 10^8}, with something added or taken away where wanted, {@code 2^61-1}. The sign of a power
 * belongs to the whole power: {@code -2^63} is the least signed 64-bit number.
 *
 * <p>Bounds hold before anything is computed: {@code 1e999999999} costs no more than {@code 1}.
 */
public final class NumberLiteral {
    private static final String HINT = "write an integer such as 1000, 1_000, 1e8, 10^8 or 2^61-1";

    /** How far a power may be beyond the bounds, so that something can be taken away from it, as in {@code 2^64-1}. */
    private static final int SLACK_BITS = 64;

    private final String text;
    private final String where;
    private final BigInteger min;
    private final BigInteger max;
    private final int maxBits;
    private int offset;

    private NumberLiteral(String text, String where, BigInteger min, BigInteger max) {
        this.text = text;
        this.where = where;
        this.min = min;
        this.max = max;
        this.maxBits = Math.max(min.bitLength(), max.bitLength()) + SLACK_BITS;
    }

    /**
     * The number that {@code text} is.
     *
     * @param where the place that errors name, as in {@code "--from"}
     * @param min the least value allowed, inclusive
     * @param max the greatest value allowed, inclusive
     * @throws BadInputException if it is no number, or not within the bounds
     */
    public static BigInteger parse(String text, String where, BigInteger min, BigInteger max) {
        return new NumberLiteral(text.strip(), where, min, max).value();
    }

    /** Like {@link #parse(String, String, BigInteger, BigInteger)}. */
    public static long parse(String text, String where, long min, long max) {
        return parse(text, where, BigInteger.valueOf(min), BigInteger.valueOf(max))
                .longValueExact();
    }

    private BigInteger value() {
        boolean negative = accept('-');
        if (!negative) {
            accept('+');
        }
        BigInteger magnitude = decimal(negative);
        if (accept('^')) {
            magnitude = power(magnitude, negative);
        }
        BigInteger value = negative ? magnitude.negate() : magnitude;
        if (accept('+')) {
            value = value.add(decimal(false));
        } else if (accept('-')) {
            value = value.subtract(decimal(true));
        }
        if (offset != text.length()) {
            throw notANumber();
        }
        if (value.compareTo(max) > 0) {
            throw outOfBounds(false);
        }
        if (value.compareTo(min) < 0) {
            throw outOfBounds(true);
        }
        return value;
    }

    private BigInteger power(BigInteger base, boolean negative) {
        BigInteger exponent = decimal(negative);
        if (offset < text.length() && text.charAt(offset) == '^') {
            throw new BadInputException(Excerpt.of(text) + " has more than one ^", where, HINT);
        }
        if (base.bitLength() <= 1) {
            return exponent.signum() == 0 ? BigInteger.ONE : base;
        }
        BigInteger leastBits = exponent.multiply(BigInteger.valueOf(base.bitLength() - 1L));
        if (leastBits.compareTo(BigInteger.valueOf(maxBits)) > 0) {
            throw outOfBounds(negative);
        }
        return base.pow(exponent.intValueExact());
    }

    private BigInteger decimal(boolean negative) {
        int end = Decimal.scan(text, offset);
        String token = text.substring(offset, end);
        offset = end;
        try {
            return Decimal.parse(token, maxBits);
        } catch (DecimalException e) {
            if (e.problem() == Problem.NOT_WHOLE) {
                throw new BadInputException(Excerpt.of(text) + " is not a whole number", where, HINT);
            }
            throw e.problem() == Problem.TOO_LARGE ? outOfBounds(negative) : notANumber();
        }
    }

    private boolean accept(char c) {
        boolean there = offset < text.length() && text.charAt(offset) == c;
        if (there) {
            offset++;
        }
        return there;
    }

    private BadInputException notANumber() {
        return new BadInputException(
                text.isEmpty() ? "the number is empty" : Excerpt.of(text) + " is not a number", where, HINT);
    }

    private BadInputException outOfBounds(boolean below) {
        String side = below ? " is below " + min : " is above " + max;
        return new BadInputException(
                Excerpt.of(text) + side, where, "use a number from " + min + " to " + max + ", both included");
    }
}
