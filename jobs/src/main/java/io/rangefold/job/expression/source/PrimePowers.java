package io.rangefold.job.expression.source;

import io.rangefold.job.expression.function.Multiplicative;
import java.util.Arrays;

/** The powers, from squares on, of the primes of a sieve, and what they do to a multiplicative function's values. */
final class PrimePowers {
    static final PrimePowers NONE = new PrimePowers(0);

    private int count;
    private int[] prime;
    private long[] power;
    /** Values so far are divisible by 2 so often: shifted, then multiplied. */
    private byte[] shift;

    private long[] factor;
    /** The place of the next member that the power divides, counted from the next segment's start. */
    private long[] next;

    private PrimePowers(int capacity) {
        prime = new int[capacity];
        power = new long[capacity];
        shift = new byte[capacity];
        factor = new long[capacity];
        next = new long[capacity];
    }

    /** All powers up to {@code most} of those of {@code primes}, ascending and odd, that are at most {@code bound}. */
    static PrimePowers of(Multiplicative f, int[] primes, long bound, long most) {
        PrimePowers powers = new PrimePowers(64);
        for (int p : primes) {
            if (p > bound) {
                break;
            }
            long value = f.atPrime(p);
            for (long q = p; q <= most / p; ) {
                q *= p;
                powers.add(p, q, value, f.next(value, p));
                value = f.next(value, p);
            }
        }
        return powers;
    }

    private void add(int p, long q, long before, long after) {
        if (count == prime.length) {
            prime = Arrays.copyOf(prime, 2 * count);
            power = Arrays.copyOf(power, 2 * count);
            shift = Arrays.copyOf(shift, 2 * count);
            factor = Arrays.copyOf(factor, 2 * count);
            next = Arrays.copyOf(next, 2 * count);
        }
        int twos = Long.numberOfTrailingZeros(before);
        prime[count] = p;
        power[count] = q;
        shift[count] = (byte) twos;
        factor[count++] = after * inverse(before >> twos);
    }

    /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
    private static long inverse(long odd) {
        long x = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }

    int count() {
        return count;
    }

    /** Prepares for a segment that begins with the member {@code start}. */
    void restart(Progression progression, long start) {
        for (int k = 0; k < count; k++) {
            next[k] = progression.stepsTo(0, power[k], start);
        }
    }

    /** For each member two cells: the value so far, and the product of the primes found. */
    void multiply(long[] cells, int length) {
        for (int k = 0; k < count; k++) {
            long at = next[k];
            for (; at < length; at += power[k]) {
                int cell = 2 * (int) at;
                cells[cell] = (cells[cell] >>> shift[k]) * factor[k];
                cells[cell + 1] *= prime[k];
            }
            next[k] = at - length;
        }
    }
}
