package io.rangefold.job.prime;

import io.rangefold.job.prime.combinatorial.PrimeCounts;
import io.rangefold.job.prime.combinatorial.PrimeSums;
import io.rangefold.job.prime.combinatorial.StopCheck;
import io.rangefold.job.prime.sieve.Tally;
import java.math.BigInteger;

/** What is wanted of the primes of a range. */
enum Quantity {
    /** How many there are. */
    COUNT("count", PrimeCounts.GREATEST) {
        @Override
        Tally newTally() {
            return Tally.count();
        }

        @Override
        BigInteger upTo(long x, StopCheck stop) {
            return BigInteger.valueOf(PrimeCounts.upTo(x, stop));
        }
    },

    /** Their sum; of constellations, the sum of the first primes. */
    SUM("sum", PrimeSums.GREATEST) {
        @Override
        Tally newTally() {
            return Tally.sum();
        }

        @Override
        BigInteger upTo(long x, StopCheck stop) {
            return PrimeSums.upTo(x, stop);
        }
    };

    private final String word;
    private final long greatest;

    Quantity(String word, long greatest) {
        this.word = word;
        this.greatest = greatest;
    }

    /** Its name in results. */
    String word() {
        return word;
    }

    /** The greatest x for {@link #between}. */
    long greatest() {
        return greatest;
    }

    /** What the flags of a sieve add up to. */
    abstract Tally newTally();

    /** That of the primes up to {@code x}, by a formula. */
    abstract BigInteger upTo(long x, StopCheck stop);

    /** That of the primes {@code from <= p < to}, by a formula; {@code to <= greatest() + 1}. */
    final BigInteger between(long from, long to, StopCheck stop) {
        if (to <= 2) {
            return BigInteger.ZERO;
        }
        return upTo(to - 1, stop).subtract(upTo(Math.max(from, 1) - 1, stop));
    }
}
