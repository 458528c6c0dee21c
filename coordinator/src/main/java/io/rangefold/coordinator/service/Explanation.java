package io.rangefold.coordinator.service;

import java.util.List;

/**
 * Why a job is where it is.
 *
 * @param job the job
 * @param summary one sentence: what it waits for, or that it runs
 * @param leases what is leased to whom
 * @param pending what is not leased, and for what reason
 * @param waits who waits for whom, a sentence each
 */
public record Explanation(JobView job, String summary, List<Leased> leases, List<Pending> pending, List<String> waits) {

    /**
     * A lease.
     *
     * @param lease its id
     * @param worker the worker's name
     * @param slot number of the slot, from 0
     * @param from first index that is not committed
     * @param to end, exclusive
     * @param purpose {@code "work"}, {@code "audit"} or {@code "suspect"}
     * @param itemsPerSecond the slot's speed on it; 0 while unknown
     */
    public record Leased(
            long lease, String worker, int slot, long from, long to, String purpose, double itemsPerSecond) {}

    /**
     * A range that waits.
     *
     * @param from first index
     * @param to end, exclusive
     * @param reason why it is not leased, as in {@code "waits for a slot"} or {@code "attempt 2 in 1.5 s"}
     */
    public record Pending(long from, long to, String reason) {}
}
