package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A piece of a list of numbers, decoded: a word each, and the numbers beyond 2^63 aside. Immutable. */
final class NumberBlock {
    /** The most numbers of a block. */
    static final int MAX_NUMBERS = 1 << 16;

    private static final int VERSION = 1;

    /** The number if it is below 2^63, else {@code -1 - i} for the i-th of {@link #wides}. */
    private final long[] words;

    private final List<BigInteger> wides = new ArrayList<>();

    /** @throws IllegalArgumentException if the bytes are no block of that many numbers */
    NumberBlock(byte[] bytes, int count) {
        Decoder in = new Decoder(bytes);
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not a block of numbers of version " + VERSION);
        }
        words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = in.readNumber(Factors.MAX_NUMBER_BYTES);
            if (words[i] < 0) {
                words[i] = -1 - wides.size();
                wides.add(in.wide());
            }
        }
        in.expectEnd();
    }

    /** Begins the bytes of a block; numbers follow. */
    static void begin(Encoder out) {
        out.clear();
        out.writeByte(VERSION);
    }

    /** The i-th number if it is below 2^63, else something negative. */
    long word(int i) {
        return words[i];
    }

    BigInteger number(int i) {
        return words[i] >= 0 ? BigInteger.valueOf(words[i]) : wides.get((int) (-1 - words[i]));
    }
}
