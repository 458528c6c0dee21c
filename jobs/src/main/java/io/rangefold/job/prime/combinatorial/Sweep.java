package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/**
 * The parts of {@link PrimeFormula} that need a sieve over {@code [0, x / y)}: the hard special leaves, while primes are struck
 * out, and the pairs of primes above y, when only primes are left. Takes 32 bytes for each prime up to {@code sqrt(x / y)}, and
 * the window.
 */
final class Sweep {
    private final Measure measure;
    private final long x;
    private final int y;
    private final PrimeTable table;
    private final int[] primes;
    private final Pace pace;
    private final SquarefreeNumbers squarefree;
    private final Segment segment;
    private final Tally total;

    /** The greatest number of interest. */
    private final long last;

    /** Primes before this index are at most the fourth root of x; only they have hard leaves. */
    private final int hard;

    /** For each of them: the measure, below the window, of what has no smaller prime factor. */
    private final long[] below;

    /** For each of them: where the next cofactor is among the squarefree numbers or, if it must be a prime, among the primes. */
    private final int[] cofactor;

    /** With what is left in the window up to n, when only primes are left: the measure of the primes up to n. */
    private long primesBelow;

    /** The next p of the pairs, and the measure of the primes below it. */
    private long pairPrime;

    private long belowPairPrime;

    Sweep(Problem problem, SquarefreeNumbers squarefree, int windowWords, Tally total) {
        measure = problem.measure();
        x = problem.x();
        y = problem.y();
        table = problem.table();
        primes = problem.primes();
        pace = problem.pace();
        this.squarefree = squarefree;
        this.total = total;
        last = x / (y + 1L);
        long root = Roots.square(x);
        hard = indexAbove(Roots.square(root));
        int[] sievePrimes = Arrays.copyOf(primes, indexAbove(Roots.square(last)));
        segment = measure.segment(sievePrimes, hard, windowWords);
        below = new long[hard];
        cofactor = new int[hard];
        for (int i = RoughNumbers.SMALL_PRIMES.length; i < hard; i++) {
            long p = primes[i];
            cofactor[i] = p * p <= y ? squarefree.size() - 1 : indexAbove(Math.min(y, x / (p * p * p))) - 1;
        }
        pairPrime = table.lastUpTo(root);
        belowPairPrime = table.upTo(pairPrime - 1);
        primesBelow = table.upTo(Roots.square(root)) - 1;
    }

    /** Adds what the leaves contribute, and subtracts the pairs' measure. */
    void run() {
        while (true) {
            int measured = hardLeaves();
            for (int i = measured; i < segment.active(); i++) {
                segment.strike(i);
                pace.spend(segment.bytes() / primes[i] + 10);
            }
            segment.measure();
            pace.spend(segment.bytes());
            pairs();
            primesBelow += segment.left();
            if (segment.high() > last) {
                return;
            }
            segment.advance();
        }
    }

    /** Takes the leaves of the hard primes in turn, until no more of them have leaves in this window or further on. */
    private int hardLeaves() {
        long bound = segment.low() == 0 ? Long.MAX_VALUE : x / segment.low();
        int i = RoughNumbers.SMALL_PRIMES.length;
        for (; i < hard && (long) primes[i] * primes[i] <= bound; i++) {
            if ((long) primes[i] * primes[i] <= y) {
                compositeLeaves(i);
            } else {
                primeLeaves(i);
            }
            below[i] += segment.left();
            segment.strikeMeasured(i);
            pace.spend(segment.bytes() / primes[i] + 100);
        }
        return i;
    }

    /** The leaves {@code p m} of a p up to the root of y, with m squarefree, of prime factors above p. */
    private void compositeLeaves(int primeIndex) {
        int p = primes[primeIndex];
        long quotient = x / p;
        long bound = Math.max(quotient / segment.high(), y / p);
        int at = cofactor[primeIndex];
        for (; squarefree.number(at) > bound; at--) {
            if (squarefree.hasFactorsAbove(at, p)) {
                int m = squarefree.number(at);
                long left = below[primeIndex] + segment.upTo(quotient / m);
                total.add(-squarefree.sign(at) * measure.of((long) p * m), left);
                pace.spend(4);
            }
        }
        cofactor[primeIndex] = at;
    }

    /** The leaves {@code p q} of a p above the root of y, with q prime. */
    private void primeLeaves(int primeIndex) {
        int p = primes[primeIndex];
        long quotient = x / p;
        long bound = Math.max(quotient / segment.high(), p);
        int first = cofactor[primeIndex];
        int at = first;
        for (; primes[at] > bound; at--) {
            int q = primes[at];
            long left = below[primeIndex] + segment.upTo(quotient / q);
            total.add(measure.of((long) p * q), left);
        }
        cofactor[primeIndex] = at;
        pace.spend(first - at);
    }

    /** The products {@code p q <= x} of primes {@code y < p <= q} with x / p in the window, which holds only primes by now. */
    private void pairs() {
        while (pairPrime > y && x / pairPrime < segment.high()) {
            long primesUpTo = primesBelow + segment.upTo(x / pairPrime);
            total.add(-measure.of(pairPrime), primesUpTo - belowPairPrime);
            pairPrime = table.lastUpTo(pairPrime - 1);
            belowPairPrime -= measure.of(pairPrime);
            pace.spend(2);
        }
    }

    /** How many primes are at most {@code bound}, which must not be above y. */
    private int indexAbove(long bound) {
        assert bound <= y;
        int found = Arrays.binarySearch(primes, (int) bound);
        return found < 0 ? -found - 1 : found + 1;
    }
}
