package io.rangefold.job.range.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the values of a polynomial at neighbouring integers turn. Between two sign changes of the differences {@code p(k+1) -
 * p(k)} the values are monotone, and so have at most two sign changes (to 0 and from it), which bisection finds. The
 * differences are a polynomial of one degree less, so all of it follows from the constant. Exact; takes about
 * {@code 64 d^2} evaluations at most for degree d, whatever the range.
 */
final class TurningPoints {
    private TurningPoints() {}

    /**
     * Indices of {@code [0, items)}, ascending, the first and the last among them: from each to the next the values rise, fall
     * or stay the same throughout.
     *
     * @param items at least 1
     */
    static List<Long> of(Polynomial values, long items) {
        TreeSet<Long> points = runs(differences(values), items - 1);
        points.add(0L);
        points.add(items - 1);
        return List.copyOf(points);
    }

    /** The beginnings of the runs of equal sign over {@code [0, items)}. */
    private static TreeSet<Long> runs(Polynomial values, long items) {
        TreeSet<Long> starts = new TreeSet<>();
        if (items == 0) {
            return starts;
        }
        starts.add(0L);
        if (values.isConstant()) {
            return starts;
        }
        List<Long> turns = of(values, items);
        for (int k = 0; k + 1 < turns.size(); k++) {
            long end = turns.get(k + 1);
            long start = turns.get(k);
            while (sign(values, start) != sign(values, end)) {
                start = firstOtherSign(values, start, end);
                starts.add(start);
            }
        }
        return starts;
    }

    /** The first index behind {@code start} with another sign; the values are monotone up to {@code end}, which has one. */
    private static long firstOtherSign(Polynomial values, long start, long end) {
        int sign = sign(values, start);
        long same = start;
        long other = end;
        while (other - same > 1) {
            long middle = same + (other - same) / 2;
            if (sign(values, middle) == sign) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    private static int sign(Polynomial values, long index) {
        return values.at(BigInteger.valueOf(index)).signum();
    }

    private static Polynomial differences(Polynomial values) {
        return values.shiftedTo(BigInteger.ONE).plus(values.negated());
    }
}
