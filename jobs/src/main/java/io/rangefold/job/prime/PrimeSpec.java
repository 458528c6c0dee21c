package io.rangefold.job.prime;

import io.rangefold.job.BadInputException;
import io.rangefold.job.range.RangeArguments;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which primes are asked for: the first primes p of constellations with {@code from <= p < to}. The others may lie beyond.
 *
 * @param quantity what is wanted of them
 * @param range the range of p
 * @param constellation the pattern
 * @param method how
 */
record PrimeSpec(Quantity quantity, RangeArguments range, Constellation constellation, Method method) {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2 + 2 * Long.BYTES + 1;

    /** Checks what goes together. */
    PrimeSpec {
        if (range.to() > Long.MAX_VALUE - constellation.reach()) {
            throw new BadInputException(
                    "constellations of primes below " + range.to() + " reach beyond 2^63",
                    "--to",
                    "use at most " + (Long.MAX_VALUE - constellation.reach()));
        }
        if (method == Method.COMBINATORIAL) {
            checkFormula(quantity, range, constellation);
        }
    }

    private static void checkFormula(Quantity quantity, RangeArguments range, Constellation constellation) {
        if (!constellation.isSingle()) {
            throw new BadInputException(
                    "there is no formula for constellations", "--method", "leave --method away, or --tuple");
        }
        if (range.to() - 1 > quantity.greatest()) {
            throw new BadInputException(
                    "the formula goes up to " + quantity.greatest() + ", --to is " + range.to(),
                    "--method",
                    "use --method sieve, or a lower --to");
        }
    }

    /** A version byte, the method, both ends, the number of offsets and the offsets themselves, big-endian. */
    byte[] encode() {
        List<Integer> offsets = constellation.offsets();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + offsets.size() * Integer.BYTES)
                .put(VERSION)
                .put((byte) method.ordinal())
                .putLong(range.from())
                .putLong(range.to())
                .put((byte) offsets.size());
        offsets.forEach(buffer::putInt);
        return buffer.array();
    }

    /** @throws BadInputException if the bytes are no spec */
    static PrimeSpec decode(Quantity quantity, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            int method = buffer.get();
            RangeArguments range = new RangeArguments(buffer.getLong(), buffer.getLong());
            List<Integer> offsets = new ArrayList<>();
            for (int left = buffer.get(); left > 0; left--) {
                offsets.add(buffer.getInt());
            }
            if (version != VERSION || method < 0 || method >= Method.values().length || buffer.hasRemaining()) {
                throw unreadable();
            }
            return new PrimeSpec(quantity, range, new Constellation(offsets), Method.values()[method]);
        } catch (BufferUnderflowException e) {
            throw unreadable();
        }
    }

    private static BadInputException unreadable() {
        return new BadInputException(
                "not a job about primes of version " + VERSION, "spec", "use the same release everywhere");
    }
}
