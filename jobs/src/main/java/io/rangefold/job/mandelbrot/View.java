package io.rangefold.job.mandelbrot;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Which part of the plane is looked at. The picture's shorter side spans {@code 3 / zoom}; rows go from the top down.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param re real part of the centre, exact
 * @param im imaginary part of the centre, exact
 * @param zoom above 0
 * @param iterations a point that has not escaped after so many belongs to the set
 */
record View(int width, int height, BigDecimal re, BigDecimal im, BigDecimal zoom, int iterations) {
    private static final BigDecimal SPAN = BigDecimal.valueOf(3);

    /**
     * Pixels nearer to each other than this, 2^-42, are computed as small deviations from the centre: a double near the set's end at
     * -2 is exact to 2^-52 only, which has to be a small part of a pixel.
     */
    private static final double LEAST_PLAIN_SPACING = 0x1p-42;

    /** Half of what lies between two pixels. */
    double halfSpacing() {
        BigDecimal pixels = BigDecimal.valueOf(2L * Math.min(width, height));
        return SPAN.divide(zoom.multiply(pixels), MathContext.DECIMAL64).doubleValue();
    }

    /** Whether neighbouring pixels can't be told apart well enough by their coordinates in doubles. */
    boolean isDeep() {
        return 2 * halfSpacing() < LEAST_PLAIN_SPACING;
    }

    /** How far a column is right of the centre. */
    double right(int column, double halfSpacing) {
        return (2 * column + 1 - width) * halfSpacing;
    }

    /** How far a row is above the centre. */
    double up(long row, double halfSpacing) {
        return (height - 1 - 2 * row) * halfSpacing;
    }
}
