package io.rangefold.job.mandelbrot;

/**
 * What all pixels of a deep view are computed from.
 *
 * @param orbit of its centre
 * @param leaps over it
 */
record Course(Orbit orbit, Leaps leaps) {
    /** Computes both. */
    static Course of(View view, Runnable pulse) {
        Orbit orbit = Orbit.of(view, pulse);
        double half = view.halfSpacing();
        double mostC = (view.width() + view.height()) * half;
        return new Course(orbit, new Leaps(orbit, mostC, pulse));
    }
}
