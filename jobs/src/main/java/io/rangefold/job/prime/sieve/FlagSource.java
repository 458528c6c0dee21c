package io.rangefold.job.prime.sieve;

/** Flags of the integers coprime to 30, eight to a byte ({@link Wheel}), found as they are asked for. */
public interface FlagSource {

    /** Integers that a byte stands for. */
    int SPAN = Wheel.SPAN;

    /**
     * Finds the flags of the bytes from {@code from} on: of all before {@code until}, or of as many as come together. Cheapest
     * where {@code from} is where the last call ended.
     *
     * @param until above {@code from}; near the end of what was asked for, so that no more is found than is wanted
     * @return the end of what was found, above {@code from}, at most {@code until}
     */
    long find(long from, long until, Pulse pulse);

    /** Holds what the last call found; valid up to the next one, and not to be changed. */
    byte[] flags();

    /** Where in {@link #flags} a byte of those lies. */
    int index(long position);
}
