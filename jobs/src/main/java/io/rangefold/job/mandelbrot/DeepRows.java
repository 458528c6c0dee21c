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
    private final Function<Runnable, Course> courses;
    private int sincePulse;

    /** @param courses gives the view's course, or waits for it while it calls the pulse */
    DeepRows(View view, Function<Runnable, Course> courses) {
        this.view = view;
        this.half = view.halfSpacing();
        this.courses = courses;
    }

    @Override
    public void compute(long row, int[] values, Runnable pulse) {
        Course course = courses.apply(pulse);
        double im = view.up(row, half);
        for (int column = 0; column < view.width(); column++) {
            values[column] = value(course, view.right(column, half), im, pulse);
        }
        pulse.run();
    }

    private int value(Course course, double re, double im, Runnable pulse) {
        double[] x = course.orbit().x();
        double[] y = course.orbit().y();
        int last = course.orbit().last();
        int limit = view.iterations();
        Leaps leaps = course.leaps();
        double a = 0;
        double b = 0;
        double deviation = 0;
        double aKept = Double.NaN;
        double bKept = Double.NaN;
        int begun = 0;
        int keepAt = 1;
        int at = 0;
        int n = 0;
        while (n < limit) {
            int level = deviation < leaps.most() ? leaps.find(at, deviation) : -1;
            double aNext;
            if (level >= 0 && n + Leaps.length(level) <= limit) {
                double[] fields = leaps.level(level);
                int leap = Leaps.offset(level, at);
                aNext = fields[leap] * a - fields[leap + 1] * b + (fields[leap + 2] * re - fields[leap + 3] * im);
                b = fields[leap] * b + fields[leap + 1] * a + (fields[leap + 2] * im + fields[leap + 3] * re);
                at += Leaps.length(level);
                n += Leaps.length(level);
            } else {
                double s = 2 * x[at] + a;
                double t = 2 * y[at] + b;
                aNext = s * a - t * b + re;
                b = s * b + t * a + im;
                at++;
                n++;
            }
            a = aNext;
            double zx = x[at] + a;
            double zy = y[at] + b;
            double square = zx * zx + zy * zy;
            deviation = a * a + b * b;
            if (square > Escape.LIMIT) {
                return Escape.value(n, square);
            }
            if (square < deviation || at == last) {
                // What comes back to the very same deviation from 0 does so for ever: Brent's search, as in LaneRows.
                if (zx == aKept && zy == bKept) {
                    return Escape.NEVER;
                }
                if (++begun == keepAt) {
                    aKept = zx;
                    bKept = zy;
                    keepAt = 2 * begun;
                }
                a = zx;
                b = zy;
                deviation = square;
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
