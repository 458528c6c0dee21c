package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/**
 * The sieve of Eratosthenes by segments of bytes ({@link Wheel}): multiples of the smallest primes are crossed off by
 * patterns, those of primes that hit a segment often in turns of the wheel, and large primes wait in buckets. State goes on
 * from segment to segment, so the primes are set up once.
 *
 * <p>Flags lie between two rooms: turns may begin in the one before the segment, and end in the one behind it, whose flags
 * are taken over into the next segment.
 */
final class SegmentSieve {
    /** Primes up to this do a segment by blocks that (nearly) fit the first-level cache. Twice its size was best. */
    private static final int BLOCK_BYTES = (int) Math.min(2 * CacheSizes.level1(), 1 << 20);

    private final SievePlan plan;
    private final int segmentEnd;
    private final byte[] flags;
    private final TurningPrimes inner = new TurningPrimes();
    private final TurningPrimes outer = new TurningPrimes();
    private final LeapingPrimes leaping;
    private long first;
    private long next;

    /** Sets up all primes, which takes some 15 ns each, and stands before the first segment then. */
    SegmentSieve(SievePlan plan, Pulse pulse) {
        this.plan = plan;
        this.segmentEnd = plan.room() + plan.segmentBytes();
        this.flags = new byte[segmentEnd + plan.room()];
        this.leaping = new LeapingPrimes(plan);
        this.first = plan.first();
        this.next = plan.first();
        Arrays.fill(flags, (byte) 0xff);
        BasePrimes.upTo(plan.limit(), this::add, pulse);
    }

    private void add(int tens, int residueBit) {
        long prime = (long) tens * Wheel.SPAN + Wheel.RESIDUES[residueBit];
        if (prime > plan.limit()) {
            return;
        }
        if (prime > plan.room()) {
            leaping.add(tens, residueBit);
        } else if (prime > Presieve.LAST_PRIME) {
            (prime > BLOCK_BYTES ? outer : inner).add((int) prime, plan.room(), plan.first());
        }
    }

    /** Sieves the next segment. What {@code pulse} throws leaves this in no state to go on. */
    void advance(Pulse pulse) {
        int start = start();
        first = next;
        next += plan.segmentBytes();
        Presieve.fill(flags, start, segmentEnd, first);
        takeOver();
        for (int at = start; at < segmentEnd; at += BLOCK_BYTES) {
            inner.cross(flags, Math.min(segmentEnd, at + BLOCK_BYTES));
            pulse.beat();
        }
        outer.cross(flags, segmentEnd);
        pulse.beat();
        leaping.cross(flags, start, pulse);
        inner.shift(plan.segmentBytes());
        outer.shift(plan.segmentBytes());
        if (first <= Presieve.LAST_PRIME / Wheel.SPAN) {
            restoreFirstPrimes();
        }
    }

    /** What turns have crossed off behind the last segment is crossed off in this one. */
    private void takeOver() {
        int start = start();
        for (int k = 0; k < plan.room(); k += Long.BYTES) {
            Words.set(flags, start + k, Words.get(flags, start + k) & Words.get(flags, segmentEnd + k));
        }
        Arrays.fill(flags, segmentEnd, flags.length, (byte) 0xff);
    }

    /** Patterns cross off their primes, too, and leave 1. */
    private void restoreFirstPrimes() {
        int zero = start() - (int) first;
        for (int prime : SmallPrimes.upTo(Presieve.LAST_PRIME)) {
            int position = prime / Wheel.SPAN;
            if (Wheel.bit(prime) >= 0 && position >= first) {
                flags[zero + position] |= (byte) (1 << Wheel.bit(prime));
            }
        }
        if (first == 0) {
            flags[zero] &= ~1;
        }
    }

    SievePlan plan() {
        return plan;
    }

    /** Holds the flags of the present segment, from {@link #start} on. */
    byte[] flags() {
        return flags;
    }

    int start() {
        return plan.room();
    }

    /** The first byte of the present segment. */
    long first() {
        return first;
    }

    /** The end of the present segment, exclusive; within the plan, beyond which not all is crossed off. */
    long end() {
        return Math.min(next, plan.end());
    }
}
