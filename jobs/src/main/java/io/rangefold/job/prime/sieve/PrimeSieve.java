package io.rangefold.job.prime.sieve;

import java.util.Optional;

/**
 * The primes from 7 to below 2^63, found by a {@link SegmentSieve}, and by tests of what it leaves where a range is too short to
 * set up all primes for. Used by one thread.
 */
public final class PrimeSieve implements FlagSource {
    /** So many bytes are tested together: some 0.1 ms. */
    private static final int TESTED_BYTES = 64;

    private final long end;
    private final long memoryBytes;
    private Optional<SegmentSieve> sieve = Optional.empty();
    private long testedTo;

    /**
     * @param end the byte before which everything lies that will be asked for, at most 2^63/30
     * @param memoryBytes about how much large primes may take; with less than 8 bytes for each, they are set up more often
     */
    public PrimeSieve(long end, long memoryBytes) {
        this.end = end;
        this.memoryBytes = memoryBytes;
    }

    @Override
    public long find(long from, long until, Pulse pulse) {
        SegmentSieve segments = at(from, pulse);
        long found = Math.min(until, segments.end());
        if (segments.plan().isComplete()) {
            return found;
        }
        if (from >= testedTo) {
            long tested = Math.min(segments.end(), from + TESTED_BYTES);
            test(segments, from, tested);
            testedTo = tested;
            pulse.beat();
        }
        return Math.min(found, testedTo);
    }

    /** The sieve, standing at the segment of that byte. */
    private SegmentSieve at(long position, Pulse pulse) {
        Optional<SegmentSieve> known = sieve.filter(s -> s.first() <= position && position < s.end());
        if (known.isPresent()) {
            return known.get();
        }
        Optional<SegmentSieve> last =
                sieve.filter(s -> s.end() == position && position < s.plan().end());
        // Without one while it is at work: what the pulse throws would leave it half done.
        sieve = Optional.empty();
        SegmentSieve next = last.orElseGet(() -> new SegmentSieve(SievePlan.of(position, end, memoryBytes), pulse));
        next.advance(pulse);
        sieve = Optional.of(next);
        testedTo = next.first();
        return next;
    }

    private static void test(SegmentSieve segments, long from, long until) {
        byte[] flags = segments.flags();
        for (long position = from; position < until; position++) {
            int index = segments.start() + (int) (position - segments.first());
            for (int bits = flags[index] & 0xff; bits != 0; bits &= bits - 1) {
                int bit = Integer.numberOfTrailingZeros(bits);
                long n = position * Wheel.SPAN + Wheel.RESIDUES[bit];
                if (!PrimeTest.isPrime(n)) {
                    flags[index] &= (byte) ~(1 << bit);
                }
            }
        }
    }

    @Override
    public byte[] flags() {
        return present().flags();
    }

    @Override
    public int index(long position) {
        return present().start() + Math.toIntExact(position - present().first());
    }

    private SegmentSieve present() {
        return sieve.orElseThrow(() -> new IllegalStateException("nothing was asked for yet"));
    }
}
