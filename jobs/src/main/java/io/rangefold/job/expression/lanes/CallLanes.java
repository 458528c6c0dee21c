package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.function.LongFunctions;
import io.rangefold.job.expression.function.Multiplicative;

/** Function calls, of one argument, two or three; more are nested. */
final class CallLanes extends LaneNode {
    private final Function function;
    private final LaneNode[] arguments;
    private final boolean fits;
    private final WorkMeter meter;
    private final long[] out = new long[MAX_LANES];

    CallLanes(Function function, Interval interval, WorkMeter meter, LaneNode... arguments) {
        super(interval, isCheap(function, interval, arguments));
        this.function = function;
        this.arguments = arguments;
        this.fits = interval.fitsLong();
        this.meter = meter;
    }

    private static boolean isCheap(Function function, Interval interval, LaneNode... arguments) {
        for (LaneNode argument : arguments) {
            if (!argument.isCheap()) {
                return false;
            }
        }
        return switch (function) {
            case ABS -> interval.fitsLong();
            case MIN, MAX -> true;
            default -> false;
        };
    }

    @Override
    long[] evaluate(long[] i, int n) {
        long[] a = arguments[0].evaluate(i, n);
        long[] b = arguments.length > 1 ? arguments[1].evaluate(i, n) : a;
        long[] c = arguments.length > 2 ? arguments[2].evaluate(i, n) : a;
        meter.spend(n);
        switch (function) {
            case ABS -> {
                if (fits) {
                    LaneLoops.abs(a, out, n);
                } else {
                    CheckedLoops.abs(a, out, n);
                }
            }
            case MIN -> LaneLoops.min(a, b, out, n);
            case MAX -> LaneLoops.max(a, b, out, n);
            case GCD -> gcd(a, b, n);
            case LCM -> lcm(a, b, n);
            case ISQRT -> isqrt(a, n);
            case ISSQUARE -> isSquare(a, n);
            case POPCOUNT -> popcount(a, n);
            case DIGITSUM -> digitSum(a, n);
            case DIGITS -> digits(a, n);
            case ISPRIME -> isPrime(a, n);
            case TAU -> multiplicative(Multiplicative.TAU, a, n);
            case SIGMA -> multiplicative(Multiplicative.SIGMA, a, n);
            case PHI -> multiplicative(Multiplicative.PHI, a, n);
            case COLLATZ -> collatz(a, n);
            case POWMOD -> powmod(a, b, c, n);
        }
        return out;
    }

    // A loop of its own for each function, so that the JIT compiler sees one callee in each.

    private void gcd(long[] a, long[] b, int n) {
        meter.spend(20L * n);
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.gcd(a[k], b[k]);
        }
    }

    private void lcm(long[] a, long[] b, int n) {
        meter.spend(30L * n);
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.lcm(a[k], b[k]);
        }
    }

    private void isqrt(long[] a, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.isqrt(a[k]);
        }
    }

    private void isSquare(long[] a, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.isSquare(a[k]);
        }
    }

    private void popcount(long[] a, int n) {
        if (!arguments[0].interval().isNotNegative()) {
            failIfNegative(a, n);
        }
        popcount(a, out, n);
    }

    private static void popcount(long[] a, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = Long.bitCount(a[k]);
        }
    }

    private static void failIfNegative(long[] a, int n) {
        long signs = 0;
        for (int k = 0; k < n; k++) {
            signs |= a[k];
        }
        if (signs < 0) {
            throw LaneFailure.INSTANCE;
        }
    }

    private void digitSum(long[] a, int n) {
        meter.spend(10L * n);
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.digitSum(a[k]);
        }
    }

    private void digits(long[] a, int n) {
        meter.spend(10L * n);
        for (int k = 0; k < n; k++) {
            out[k] = LongFunctions.digits(a[k]);
        }
    }

    private void isPrime(long[] a, int n) {
        for (int k = 0; k < n; k++) {
            meter.spend(200);
            out[k] = LongFunctions.isPrime(a[k]);
        }
    }

    private void multiplicative(Multiplicative f, long[] a, int n) {
        for (int k = 0; k < n; k++) {
            meter.spend(1_000);
            out[k] = LongFunctions.multiplicative(f, a[k]);
        }
    }

    private void collatz(long[] a, int n) {
        meter.spend(20L * n);
        LongFunctions.collatz(a, out, n);
    }

    private void powmod(long[] a, long[] b, long[] c, int n) {
        for (int k = 0; k < n; k++) {
            meter.spend(1_000);
            out[k] = LongFunctions.powmod(a[k], b[k], c[k]);
        }
    }
}
