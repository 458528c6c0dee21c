package io.rangefold.job.prime.sieve;

import java.math.BigInteger;

/** What is added up of the integers whose flags are set. */
public abstract sealed class Tally permits CountTally, SumTally {

    /** How many there are. */
    public static Tally count() {
        return new CountTally();
    }

    /** Their sum. */
    public static Tally sum() {
        return new SumTally();
    }

    /** What was added since the beginning. */
    public abstract BigInteger total();

    /** Adds one integer, which needs no flag. */
    public abstract void add(long n);

    /**
     * Adds the integers {@code [low, high)} whose flags are set.
     *
     * @param flags found for all of them
     * @param low at least 0
     */
    public final void add(FlagSource flags, long low, long high) {
        long first = low / Wheel.SPAN;
        long last = (high - 1) / Wheel.SPAN;
        int index = flags.index(first);
        int lowMask = fromMask((int) (low % Wheel.SPAN));
        int highMask = ~fromMask((int) ((high - 1) % Wheel.SPAN + 1));
        byte[] bytes = flags.flags();
        if (first == last) {
            addByte(bytes[index] & lowMask & highMask & 0xff, first);
            return;
        }
        addByte(bytes[index] & lowMask & 0xff, first);
        addBytes(bytes, index + 1, (int) (last - first - 1), first + 1);
        addByte(bytes[flags.index(last)] & highMask & 0xff, last);
    }

    /** The bits of residues from {@code least} on. */
    private static int fromMask(int least) {
        int mask = 0;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            mask |= Wheel.RESIDUES[bit] >= least ? 1 << bit : 0;
        }
        return mask;
    }

    /** Adds the integers of one byte. */
    abstract void addByte(int bits, long position);

    /** Adds those of {@code length >= 0} bytes, of which the first stands for {@code position}. */
    abstract void addBytes(byte[] flags, int index, int length, long position);
}
