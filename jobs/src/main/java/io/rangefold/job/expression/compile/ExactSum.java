package io.rangefold.job.expression.compile;

import java.math.BigInteger;

/** A sum of any number of integers of any size; cheap for those of 64 bits. */
public final class ExactSum {
    /** A number of 128 bits. */
    private long high;

    private long low;
    private BigInteger rest = BigInteger.ZERO;

    /** Adds. 2^63 numbers of 64 bits stay below 128 bits. */
    public void add(long value) {
        long sum = low + value;
        high += (value >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    public void add(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            add(value.longValue());
        } else {
            rest = rest.add(value);
        }
    }

    /** Adds a product. */
    void add(long a, long b) {
        addWide(Math.multiplyHigh(a, b), a * b);
    }

    /** Adds a number of up to 126 bits beside the sign. */
    void addWide(long upper, long lower) {
        long sum = low + lower;
        high += upper + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        if ((high ^ (high << 1)) < 0) {
            flush();
        }
    }

    public BigInteger total() {
        flush();
        return rest;
    }

    private void flush() {
        BigInteger lowHalves = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        rest = rest.add(BigInteger.valueOf(high).shiftLeft(Long.SIZE)).add(lowHalves);
        high = 0;
        low = 0;
    }
}
