package io.rangefold.job.range.sum;

import java.math.BigInteger;

/** A sum of any number of integers of any size; cheap for those of 64 bits. */
final class WideSum {
    private static final long MASK = 0xffff_ffffL;

    /** The 64-bit numbers: their lower halves, unsigned, and their upper halves, signed. */
    private long lowHalves;

    private long highHalves;
    private int pending;
    private BigInteger rest = BigInteger.ZERO;

    void add(long value) {
        lowHalves += value & MASK;
        highHalves += value >> 32;
        // 2^30 halves of less than 2^32 stay below 2^62.
        if (++pending == 1 << 30) {
            flush();
        }
    }

    void add(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            add(value.longValue());
        } else {
            rest = rest.add(value);
        }
    }

    BigInteger total() {
        flush();
        return rest;
    }

    private void flush() {
        rest = rest.add(BigInteger.valueOf(highHalves).shiftLeft(32)).add(BigInteger.valueOf(lowHalves));
        lowHalves = 0;
        highHalves = 0;
        pending = 0;
    }
}
