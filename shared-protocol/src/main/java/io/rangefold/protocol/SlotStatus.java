package io.rangefold.protocol;

/**
 * How a slot stands with a lease that it holds, for heartbeats.
 *
 * @param slot number of the slot, from 0
 * @param lease its id
 * @param stride what is being computed; empty, at the next index, while nothing is
 * @param end end of the lease as the slot knows it
 * @param progress grows with every stride and every poll of a kernel
 */
public record SlotStatus(int slot, long lease, Range stride, long end, long progress) {}
