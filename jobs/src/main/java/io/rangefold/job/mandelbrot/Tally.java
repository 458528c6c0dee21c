package io.rangefold.job.mandelbrot;

/**
 * What is counted of rows.
 *
 * @param rows how many rows
 * @param inside pixels that do not escape
 * @param iterations of the pixels that escape, in total
 * @param least the least value of a pixel that escapes, {@link Integer#MAX_VALUE} if none does
 * @param most the greatest value of a pixel that escapes, 0 if none does
 */
record Tally(long rows, long inside, long iterations, int least, int most) {
    static final Tally NONE = new Tally(0, 0, 0, Integer.MAX_VALUE, 0);

    /** Of one row. */
    static Tally of(int[] values) {
        long inside = 0;
        long iterations = 0;
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int value : values) {
            if (value == Escape.NEVER) {
                inside++;
            } else {
                iterations += Escape.iterations(value);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return new Tally(1, inside, iterations, least, most);
    }

    Tally plus(Tally other) {
        return new Tally(
                rows + other.rows,
                inside + other.inside,
                iterations + other.iterations,
                Math.min(least, other.least),
                Math.max(most, other.most));
    }

    boolean hasEscaped() {
        return most > 0;
    }
}
