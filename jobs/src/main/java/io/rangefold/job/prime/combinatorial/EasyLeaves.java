package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/**
 * The special leaves {@code n = p q} with primes {@code sqrt(y) < p < q <= y} and {@code x / n < p^2}, which need no sieve: what
 * has no prime factor below p is then 1 and the primes from p up to {@code x / n} (M. Deléglise and J. Rivat, Math. Comp. 65
 * (1996) 235, section 5).
 *
 * <p>Of {@code sum f(q) pi(X / q)} over the primes q in {@code (a, b]}, with {@code X = x / p}, only the part up to a split s is
 * added up as it stands. The part beyond is a sum over all pairs of primes r, q with {@code r q <= X}, and added up by the smaller one:
 *
 * <pre>  pi(X / b) pi(b) - pi(X / (s + 1)) pi(s) + sum over r in (X / b, X / (s + 1)] of f(r) pi(X / r)</pre>
 *
 * With {@code s = sqrt(X)} both parts look up the same values (the sum A of X. Gourdon, 2001).
 */
final class EasyLeaves {
    /** Primes between stop checks; also, chunks are compiled sooner than one long loop. */
    private static final int CHUNK = 1024;

    private final Measure measure;
    private final long x;
    private final int y;
    private final int[] primes;
    private final PrimeTable table;
    private final Tally total;
    private final Pace pace;

    /** The sum for the present p. */
    private Tally sum = new Tally();

    /** x divided by the present p. */
    private long quotient;

    EasyLeaves(Problem problem, Tally total) {
        measure = problem.measure();
        x = problem.x();
        y = problem.y();
        primes = problem.primes();
        table = problem.table();
        pace = problem.pace();
        this.total = total;
    }

    /** Adds {@code f(n)} times what is left up to {@code x / n} for each leaf n. */
    void add() {
        for (int prime : primes) {
            if ((long) prime * prime > y) {
                addOf(prime);
            }
        }
    }

    private void addOf(int p) {
        quotient = x / p;
        long cube = quotient / ((long) p * p);
        int from = (int) Math.max(p, Math.min(cube, y));
        int to = (int) Math.min(y, quotient / p);
        sum = new Tally();
        sum.add(1, table.upTo(y) - table.upTo(from));
        if (from < to) {
            sum.add(-table.upTo(p - 1), table.upTo(to) - table.upTo(from));
            addPrimePairs(from, to);
        }
        total.add(measure.of(p), sum);
        pace.spend(10);
    }

    /** Adds {@code sum f(q) pi(X / q)} over the primes q in {@code (from, to]}. */
    private void addPrimePairs(int from, int to) {
        int split = (int) Math.max(from, Math.min(to, Roots.square(quotient)));
        if (split == to) {
            addDirectly(from, to, 1);
            return;
        }
        int least = (int) (quotient / to);
        int last = (int) (quotient / (split + 1));
        sum.add(table.upTo(least), table.upTo(to));
        sum.add(-table.upTo(last), table.upTo(split));
        int both = Math.max(from, least);
        if (both < last) {
            addDirectly(Math.min(from, least), both, 1);
            addDirectly(both, last, 2);
            addDirectly(last, split, 1);
        } else {
            addDirectly(from, split, 1);
            addDirectly(least, last, 1);
        }
    }

    /** Adds {@code factor f(q) pi(X / q)} for the primes q in {@code (from, to]}. */
    private void addDirectly(int from, int to, int factor) {
        int end = countUpTo(to);
        for (int start = countUpTo(from); start < end; start += CHUNK) {
            int size = Math.min(CHUNK, end - start);
            addChunk(start, start + size, factor);
            pace.spend(size);
        }
    }

    private void addChunk(int start, int end, int factor) {
        for (int i = start; i < end; i++) {
            int q = primes[i];
            sum.add(factor * measure.of(q), table.upTo(quotient / q));
        }
    }

    private int countUpTo(int bound) {
        int found = Arrays.binarySearch(primes, bound);
        return found < 0 ? -found - 1 : found + 1;
    }
}
