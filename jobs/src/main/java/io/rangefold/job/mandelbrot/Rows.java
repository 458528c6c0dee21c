package io.rangefold.job.mandelbrot;

/** Computes rows of pixels. Used by one thread at a time. */
interface Rows {
    /**
     * Fills {@code values}, one for each column, see {@link Escape}.
     *
     * @param pulse to be called every few milliseconds at least
     */
    void compute(long row, int[] values, Runnable pulse);
}
