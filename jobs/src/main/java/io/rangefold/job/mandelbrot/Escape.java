package io.rangefold.job.mandelbrot;

/**
 * The value of a pixel: 0 if it does not escape, else a number of iterations with a fraction in 256ths that grows smoothly from pixel
 * to pixel. With n the first iteration at which |z|^2 exceeds {@link #LIMIT}, it is
 *
 * <pre>  256 n - floor(256 log2(log2 |z|^2 / log2 LIMIT)),  the logarithm at most 255/256.</pre>
 *
 * <p>The fraction is looked up among its 256 bounds, so it is exact by definition and costs no logarithm.
 */
final class Escape {
    /** The pixel belongs to the set, as far as one can tell. */
    static final int NEVER = 0;

    /** Large, so that what is left out of the logarithms, c, is small beside z. */
    static final double LIMIT = 0x1p16;

    private static final int STEPS = 256;
    private static final int LIMIT_LOG2 = 16;
    private static final double[] BOUNDS = bounds();

    /** Cells share the exponent and the first 7 bits of the mantissa: no cell has two bounds, which are 3 % apart or more. */
    private static final int CELL_SHIFT = 52 - 7;

    private static final int FIRST_CELL = (int) (Double.doubleToRawLongBits(LIMIT) >>> CELL_SHIFT);

    /** How many bounds lie below each cell. */
    private static final int[] BELOW = below();

    private Escape() {}

    private static double[] bounds() {
        double[] bounds = new double[STEPS - 1];
        for (int i = 0; i < bounds.length; i++) {
            double exponent = LIMIT_LOG2 * StrictMath.pow(2, (i + 1) / (double) STEPS);
            bounds[i] = StrictMath.pow(2, exponent);
        }
        return bounds;
    }

    private static int[] below() {
        int cells = (int) (Double.doubleToRawLongBits(LIMIT * LIMIT) >>> CELL_SHIFT) - FIRST_CELL;
        int[] below = new int[cells];
        int count = 0;
        for (int cell = 0; cell < cells; cell++) {
            double begin = Double.longBitsToDouble((long) (FIRST_CELL + cell) << CELL_SHIFT);
            while (count < BOUNDS.length && BOUNDS[count] < begin) {
                count++;
            }
            below[cell] = count;
        }
        return below;
    }

    /**
     * The value of a pixel that escapes.
     *
     * @param n the first iteration beyond the limit, 1 to 2^23-1
     * @param square |z|^2 after it, above {@link #LIMIT}
     */
    static int value(int n, double square) {
        return STEPS * n - fraction(square);
    }

    /** How many bounds are not above it: those below its cell, and maybe the one within. */
    private static int fraction(double square) {
        int cell = (int) (Double.doubleToRawLongBits(square) >>> CELL_SHIFT) - FIRST_CELL;
        if (cell >= BELOW.length) {
            return BOUNDS.length;
        }
        int below = BELOW[cell];
        return below < BOUNDS.length && BOUNDS[below] <= square ? below + 1 : below;
    }

    /** The n of {@link #value}. */
    static int iterations(int value) {
        return (value + STEPS - 1) / STEPS;
    }

    /** Whether c lies in one of the two largest parts of the set, a cardioid and a disc, by this formula. */
    static boolean isInLargestParts(double re, double im) {
        double square = im * im;
        double x = re - 0.25;
        double q = x * x + square;
        return q * (q + x) <= 0.25 * square || (re + 1) * (re + 1) + square <= 0.0625;
    }
}
