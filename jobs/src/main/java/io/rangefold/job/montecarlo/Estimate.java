package io.rangefold.job.montecarlo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Four times the share p of n samples that hit, and its standard error {@code 4 sqrt(p (1 - p) / n)}. Decimal and correctly
 * rounded, so that every JVM writes the same digits.
 *
 * @param hits 0 to {@code samples}
 * @param samples at least 1
 */
record Estimate(long hits, long samples) {
    private static final MathContext VALUE_DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);
    private static final MathContext ERROR_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final MathContext WORKING_DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final int SHOWN_ERROR_DIGITS = 2;

    /** To 16 digits. */
    BigDecimal value() {
        BigDecimal fourHits = new BigDecimal(BigInteger.valueOf(hits).shiftLeft(2));
        return plain(fourHits.divide(BigDecimal.valueOf(samples), VALUE_DIGITS));
    }

    /** To 6 digits. */
    BigDecimal standardError() {
        BigDecimal n = BigDecimal.valueOf(samples);
        BigDecimal variance = new BigDecimal(BigInteger.valueOf(hits).shiftLeft(4))
                .multiply(BigDecimal.valueOf(samples - hits))
                .divide(n.pow(3), WORKING_DIGITS);
        return plain(variance.sqrt(ERROR_DIGITS));
    }

    /** As in {@code "3.1416 ± 0.0012"}: no digit of the value means less than the error's second. */
    String text() {
        BigDecimal error = standardError();
        if (error.signum() == 0) {
            return value().toPlainString() + " ± 0";
        }
        BigDecimal shown = error.round(new MathContext(SHOWN_ERROR_DIGITS, RoundingMode.HALF_EVEN));
        return value().setScale(Math.max(0, shown.scale()), RoundingMode.HALF_EVEN)
                        .toPlainString() + " ± " + shown.toPlainString();
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
