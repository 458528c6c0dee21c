package io.rangefold.job.prime.sieve;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Leaves of the flags of primes those p for which {@code p + d} is prime for every offset d of a constellation.
 *
 * <p>Flags are a stream of bits. For the residues r for which {@code r + d} is coprime to 30, the flag of {@code p + d} lies so and
 * so many bits behind that of p; for all others p + d is no prime above 5. As the distance takes few values, a word is filtered by
 * few shifts and conjunctions: about 0.03 ns per integer for twins.
 */
public final class ConstellationFilter implements FlagSource {
    /** What is filtered at a time, so that it stays in the caches. */
    private static final int PIECE_BYTES = 1 << 16;

    /** Words at the end are read as if there were more. */
    private static final int PADDING = 2 * Long.BYTES;

    private static final int NO_SHIFT = -1;
    private static final long LEAST_BITS = 0x0101_0101_0101_0101L;

    private final FlagSource primes;
    private final long end;
    /** The flags, in all bytes of a word, that can stay for every offset. */
    private final long possible;

    private final List<Condition> conditions;
    /** How many bytes behind its own a flag may depend on. */
    private final int overlap;

    /** Flags of primes from byte {@link #first} on; {@link #known} of them. */
    private final byte[] known;

    private final byte[] filtered = new byte[PIECE_BYTES + PADDING];
    private long first;
    private int knownBytes;
    private int foundBytes;

    /**
     * Flags of p stay if the bit {@code shift} behind theirs is set, or if they are among {@code others}.
     *
     * @param others the same in all bytes of the word
     */
    private record Condition(int shift, long others) {}

    /**
     * @param primes where the flags of primes come from
     * @param end the byte before which all primes lie that may be asked for; nothing beyond counts as prime
     * @param offsets positive, at most 2^20
     */
    public ConstellationFilter(FlagSource primes, long end, List<Integer> offsets) {
        this.primes = primes;
        this.end = end;
        this.possible = offsets.stream()
                .map(ConstellationFilter::shifts)
                .mapToLong(shifts -> flagsWhere(shifts, shift -> shift != NO_SHIFT))
                .reduce(-1, (a, b) -> a & b);
        this.conditions = offsets.stream()
                .flatMap(offset -> conditions(shifts(offset)))
                .distinct()
                .toList();
        int greatest = offsets.stream().mapToInt(Integer::intValue).max().orElse(0);
        this.overlap = greatest / Wheel.SPAN + 1;
        this.known = new byte[PIECE_BYTES + overlap + PADDING];
    }

    /** By bit of p: how many bits on the flag of {@code p + offset} is. */
    private static int[] shifts(int offset) {
        int[] shifts = new int[Byte.SIZE];
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            int sum = Wheel.RESIDUES[bit] + offset;
            int target = Wheel.bit(sum);
            shifts[bit] = target < 0 ? NO_SHIFT : sum / Wheel.SPAN * Byte.SIZE + target - bit;
        }
        return shifts;
    }

    private static Stream<Condition> conditions(int[] shifts) {
        return Arrays.stream(shifts)
                .filter(shift -> shift != NO_SHIFT)
                .distinct()
                .mapToObj(shift -> new Condition(shift, flagsWhere(shifts, other -> other != shift)));
    }

    /** The flags whose shift is such, in all bytes of a word. */
    private static long flagsWhere(int[] shifts, IntPredicate isSuch) {
        long flags = 0;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            flags |= isSuch.test(shifts[bit]) ? LEAST_BITS << bit : 0;
        }
        return flags;
    }

    @Override
    public long find(long from, long until, Pulse pulse) {
        if (from == first + foundBytes) {
            knownBytes -= foundBytes;
            System.arraycopy(known, foundBytes, known, 0, knownBytes);
        } else {
            knownBytes = 0;
        }
        first = from;
        foundBytes = 0;
        int wanted = (int) Math.min(until - from, PIECE_BYTES);
        while (knownBytes <= overlap) {
            learn(wanted + overlap, pulse);
        }
        foundBytes = Math.min(wanted, knownBytes - overlap);
        filter();
        return first + foundBytes;
    }

    /** Appends flags of primes, up to {@code wanted} bytes of them in all. */
    private void learn(int wanted, Pulse pulse) {
        long position = first + knownBytes;
        if (position >= end) {
            Arrays.fill(known, knownBytes, wanted, (byte) 0);
            knownBytes = wanted;
            return;
        }
        int length = (int) (primes.find(position, Math.min(first + wanted, end), pulse) - position);
        System.arraycopy(primes.flags(), primes.index(position), known, knownBytes, length);
        knownBytes += length;
    }

    private void filter() {
        for (int k = 0; k < foundBytes; k += Long.BYTES) {
            Words.set(filtered, k, Words.get(known, k) & possible);
        }
        for (Condition condition : conditions) {
            filter(condition.shift() / Byte.SIZE, condition.shift() % Byte.SIZE, condition.others());
        }
    }

    private void filter(int bytes, int bits, long others) {
        for (int k = 0; k < foundBytes; k += Long.BYTES) {
            long low = Words.get(known, k + bytes) >>> bits;
            long high = (long) known[k + bytes + Long.BYTES] << 1 << Long.SIZE - 1 - bits;
            Words.set(filtered, k, Words.get(filtered, k) & (low | high | others));
        }
    }

    @Override
    public byte[] flags() {
        return filtered;
    }

    @Override
    public int index(long position) {
        return Math.toIntExact(position - first);
    }
}
