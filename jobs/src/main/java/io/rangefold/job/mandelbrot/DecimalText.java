package io.rangefold.job.mandelbrot;

import io.rangefold.job.BadInputException;
import io.rangefold.job.text.Excerpt;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A decimal number of any number of digits, as users write it: {@code -0.75}, {@code 1e13}.
 *
 * @param value what it says
 * @param where the place that errors name
 */
record DecimalText(BigDecimal value, String where) {
    private static final int MAX_CHARACTERS = 400;

    private static final int MAX_PLAIN_EXPONENT = 6;

    /** Exponents of three digits at most: nothing here is that small, and its plain text stays short. */
    private static final Pattern FORM = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    /** @throws BadInputException if the text is no such number */
    static DecimalText of(String text, String where) {
        String stripped = text.strip();
        if (stripped.length() > MAX_CHARACTERS) {
            throw new BadInputException(
                    "a number of " + stripped.length() + " characters is too long",
                    where,
                    "use at most " + MAX_CHARACTERS + " characters");
        }
        if (!FORM.matcher(stripped).matches()) {
            throw new BadInputException(
                    Excerpt.of(stripped) + " is no decimal number", where, "write it like -0.75, 0.1318 or 2.5e13");
        }
        return new DecimalText(new BigDecimal(stripped), where);
    }

    /** A positive number as users write it: {@code 200000}, {@code 2.75e57}. */
    static String shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        return exponent <= MAX_PLAIN_EXPONENT
                ? stripped.toPlainString()
                : stripped.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    /** Two of them, with a comma between. */
    static DecimalText[] pair(String text, String where) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new BadInputException(
                    Excerpt.of(text) + " is no point",
                    where,
                    "write its two coordinates with a comma between: -0.75,0.1");
        }
        return new DecimalText[] {of(parts[0], where), of(parts[1], where)};
    }

    /** @throws BadInputException if it is not within these bounds, which belong to them */
    BigDecimal within(BigDecimal least, BigDecimal most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new BadInputException(
                    Excerpt.of(value.toString()) + " is not within " + least + " and " + most,
                    where,
                    "use one that is");
        }
        return value.signum() == 0 ? BigDecimal.ZERO : value;
    }
}
