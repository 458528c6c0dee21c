package io.rangefold.job.mandelbrot;

/** One pixel after the other, iteration by iteration: what audits compare {@link LaneRows} with. */
final class PlainRows implements Rows {
    private static final int ITERATIONS_PER_PULSE = 1 << 20;

    private final View view;
    private int sincePulse;

    PlainRows(View view) {
        this.view = view;
    }

    @Override
    public void compute(long row, int[] values, Runnable pulse) {
        double half = view.halfSpacing();
        double im = view.im().doubleValue() + view.up(row, half);
        for (int column = 0; column < view.width(); column++) {
            double re = view.re().doubleValue() + view.right(column, half);
            values[column] = Escape.isInLargestParts(re, im) ? Escape.NEVER : value(re, im, pulse);
        }
        pulse.run();
    }

    private int value(double re, double im, Runnable pulse) {
        double x = 0;
        double y = 0;
        for (int n = 1; n <= view.iterations(); n++) {
            double product = x * y;
            x = x * x - y * y + re;
            y = product + product + im;
            double square = x * x + y * y;
            if (square > Escape.LIMIT) {
                return Escape.value(n, square);
            }
            if (++sincePulse == ITERATIONS_PER_PULSE) {
                sincePulse = 0;
                pulse.run();
            }
        }
        return Escape.NEVER;
    }
}
