package io.rangefold.job.mandelbrot;

/**
 * The colour of a value: once around the palette for every {@link #DOUBLINGS} doublings of the iterations beyond the least of the
 * picture. So it has all colours at any depth, and pixels of high values next to each other do not flicker. Doubles by {@link
 * StrictMath}: the same colours everywhere. Used by one thread.
 */
final class Shading {
    private static final double DOUBLINGS = 5;
    /** So many iterations above the least count as none. */
    private static final double SLACK = 8;

    private static final double FRACTIONS = 256;
    private static final double LOG_2 = StrictMath.log(2);

    private final Palette palette;
    private final int least;
    private final int[] known = new int[1 << 16];

    /** @param least the least value of the picture */
    Shading(Palette palette, int least) {
        this.palette = palette;
        this.least = least;
    }

    /** As {@code 0xRRGGBB}. */
    int colour(int value) {
        if (value == Escape.NEVER) {
            return palette.inside();
        }
        int above = Math.max(0, value - least);
        if (above >= known.length) {
            return mixed(above);
        }
        if (known[above] == 0) {
            // The top bit marks what is known.
            known[above] = mixed(above) | 1 << 31;
        }
        return known[above] & 0xffffff;
    }

    private int mixed(int above) {
        double doublings = StrictMath.log(1 + above / FRACTIONS / SLACK) / LOG_2;
        return palette.at(doublings / DOUBLINGS);
    }
}
