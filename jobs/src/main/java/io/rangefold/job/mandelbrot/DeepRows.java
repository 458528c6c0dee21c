package io.rangefold.job.mandelbrot;

import java.util.function.Function;

/**
 * Computes how pixels deviate from the orbit of the centre, in doubles, which have exponents enough for that: with Z that orbit and
 * z = Z + d, d becomes {@code (2 Z + d) d + c}, where c is how far the pixel is from the centre (K. I. Martin, "SuperFractalThing
 * maths", 2013). Where z is smaller than d, digits would be lost; there, and where the orbit ends, z becomes the deviation from
 * the orbit's beginning, which is 0 (Zhuoran, "Another solution to perturbation glitches", fractalforums.org, 2021).
 */
final class DeepRows implements Rows {
    private static final int ITERATIONS_PER_PULSE = 1 << 18;

    private final View view;
    private final double half;
    private final Function<Runnable, Orbit> orbits;
    private int sincePulse;

    /** @param orbits gives the orbit of the centre, or waits for it while it calls the pulse */
    DeepRows(View view, Function<Runnable, Orbit> orbits) {
        this.view = view;
        this.half = view.halfSpacing();
        this.orbits = orbits;
    }

    @Override
    public void compute(long row, int[] values, Runnable pulse) {
        Orbit orbit = orbits.apply(pulse);
        double im = view.up(row, half);
        for (int column = 0; column < view.width(); column++) {
            values[column] = value(orbit, view.right(column, half), im, pulse);
        }
        pulse.run();
    }

    private int value(Orbit orbit, double re, double im, Runnable pulse) {
        double[] x = orbit.x();
        double[] y = orbit.y();
        int last = orbit.last();
        int limit = view.iterations();
        double a = 0;
        double b = 0;
        int at = 0;
        for (int n = 1; n <= limit; n++) {
            double s = 2 * x[at] + a;
            double t = 2 * y[at] + b;
            double aNext = s * a - t * b + re;
            b = s * b + t * a + im;
            a = aNext;
            at++;
            double zx = x[at] + a;
            double zy = y[at] + b;
            double square = zx * zx + zy * zy;
            if (square > Escape.LIMIT) {
                return Escape.value(n, square);
            }
            if (square < a * a + b * b || at == last) {
                a = zx;
                b = zy;
                at = 0;
            }
            if (++sincePulse == ITERATIONS_PER_PULSE) {
                sincePulse = 0;
                pulse.run();
            }
        }
        return Escape.NEVER;
    }
}
