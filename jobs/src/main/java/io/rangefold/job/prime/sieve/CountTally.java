package io.rangefold.job.prime.sieve;

import java.math.BigInteger;

/** Counts flags: some 0.01 ns per integer. */
final class CountTally extends Tally {
    private long count;

    @Override
    public BigInteger total() {
        return BigInteger.valueOf(count);
    }

    @Override
    public void add(long n) {
        count++;
    }

    @Override
    void addByte(int bits, long position) {
        count += Integer.bitCount(bits);
    }

    @Override
    void addBytes(byte[] flags, int index, int length, long position) {
        long sum = 0;
        int words = length / Long.BYTES;
        for (int k = 0; k < words; k++) {
            sum += Long.bitCount(Words.get(flags, index + k * Long.BYTES));
        }
        for (int k = words * Long.BYTES; k < length; k++) {
            sum += Integer.bitCount(flags[index + k] & 0xff);
        }
        count += sum;
    }
}
