package io.rangefold.job.prime.sieve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of flags at a time, as a little-endian word: the least bit stands for the least integer. */
final class Words {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long get(byte[] flags, int index) {
        return (long) WORDS.get(flags, index);
    }

    static void set(byte[] flags, int index, long word) {
        WORDS.set(flags, index, word);
    }
}
