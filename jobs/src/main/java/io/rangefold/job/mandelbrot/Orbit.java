package io.rangefold.job.mandelbrot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The orbit of a view's centre, from z = 0 on until it escapes or the iterations are over: computed with as many bits as the zoom
 * asks for, kept in doubles.
 */
final class Orbit {
    /** Bits beyond a pixel: an error of one unit in each of 2^23 iterations is nothing yet. */
    private static final int GUARD_BITS = 72;

    private static final int ITERATIONS_PER_PULSE = 1000;
    private static final int FIRST_CAPACITY = 1024;

    private final double[] x;
    private final double[] y;

    private Orbit(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** Takes some 0.3 us an iteration for a hundred digits. */
    static Orbit of(View view, Runnable pulse) {
        int bits = GUARD_BITS - Math.getExponent(view.halfSpacing());
        BigInteger re = fixed(view.re(), bits);
        BigInteger im = fixed(view.im(), bits);
        BigInteger a = BigInteger.ZERO;
        BigInteger b = BigInteger.ZERO;
        double[] x = new double[FIRST_CAPACITY];
        double[] y = new double[FIRST_CAPACITY];
        int n = 0;
        while (n < view.iterations() && x[n] * x[n] + y[n] * y[n] <= Escape.LIMIT) {
            BigInteger product = a.multiply(b).shiftRight(bits - 1);
            a = a.add(b).multiply(a.subtract(b)).shiftRight(bits).add(re);
            b = product.add(im);
            n++;
            if (n == x.length) {
                x = Arrays.copyOf(x, 2 * n);
                y = Arrays.copyOf(y, 2 * n);
            }
            x[n] = floating(a, bits);
            y[n] = floating(b, bits);
            if (n % ITERATIONS_PER_PULSE == 0) {
                pulse.run();
            }
        }
        return new Orbit(Arrays.copyOf(x, n + 1), Arrays.copyOf(y, n + 1));
    }

    /** Real parts, from z = 0 on. */
    double[] x() {
        return x;
    }

    /** Imaginary parts. */
    double[] y() {
        return y;
    }

    /** The last index. */
    int last() {
        return x.length - 1;
    }

    private static BigInteger fixed(BigDecimal value, int bits) {
        return value.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }

    private static double floating(BigInteger value, int bits) {
        int surplus = Math.max(0, value.bitLength() - Long.SIZE + 1);
        return Math.scalb((double) value.shiftRight(surplus).longValue(), surplus - bits);
    }
}
