package io.rangefold.job.montecarlo;

/**
 * What a hit is. The upper 31 bits of a random number are x, the lower 31 are y; the point is the centre of cell (x, y) of 2^31 by
 * 2^31 in the unit square, and hits if it lies within the quarter circle:
 *
 * <pre>  (x + 1/2)^2 + (y + 1/2)^2 &lt; 2^62, which is x(x + 1) + y(y + 1) &lt; 2^62 for integers.</pre>
 *
 * <p>Of the 2^62 cells exactly 3622009729038549664 hit (counted column by column), so an endless run tends to a number that is
 * 1.02 * 10^-14 below pi: less than the standard error of 10^28 samples.
 */
final class Quarter {
    /** The bits of a coordinate. */
    static final int BITS = 31;

    /** A sum of this or more, at most 2^63 - 2^32, is a miss: its bit {@value} is set. */
    static final int MISS_BIT = 2 * BITS;

    static final long LOW_BITS = (1L << BITS) - 1;

    private Quarter() {}
}
