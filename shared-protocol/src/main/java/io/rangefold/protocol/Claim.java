package io.rangefold.protocol;

/**
 * A lease that a worker holds when it registers, and what it needs to be given it again by a coordinator that does not know
 * it: {@code base <= frozen <= end}.
 *
 * @param slot number of the slot, from 0
 * @param lease its id
 * @param job whose
 * @param stage number of the stage
 * @param purpose why it was leased
 * @param base everything below was acknowledged
 * @param frozen end of the commit that was sent and not acknowledged; {@code base} if there is none
 * @param end end of the lease as the slot knows it
 */
public record Claim(int slot, long lease, JobId job, int stage, Purpose purpose, long base, long frozen, long end) {
    /** Checks the order of the marks. */
    public Claim {
        if (slot < 0 || stage < 0 || base < 0 || frozen < base || end < frozen) {
            throw new IllegalArgumentException("not a claim: " + base + ", " + frozen + ", " + end);
        }
    }
}
