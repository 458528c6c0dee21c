package io.rangefold.job.prime.combinatorial;

import java.math.BigInteger;

/** A sum of products modulo 2^128, read as a signed number: exact if the whole is within 128 bits, whatever its parts are. */
final class Tally {
    private long high;
    private long low;

    /** Adds {@code a b}. */
    void add(long a, long b) {
        addWide(Math.multiplyHigh(a, b), a * b);
    }

    /** Adds {@code a b}. */
    void add(long a, Tally b) {
        addWide(Math.multiplyHigh(a, b.low) + (b.low < 0 ? a : 0) + a * b.high, a * b.low);
    }

    private void addWide(long addedHigh, long addedLow) {
        low += addedLow;
        high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
    }

    BigInteger value() {
        BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
    }
}
