package io.rangefold.coordinator.schedule;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * The patience of a scheduler, all in nanoseconds.
 *
 * @param tickNanos how often {@link Scheduler#tick} is called
 * @param leaseTimeoutNanos a worker that is silent, or a slot that computes without progress, for so long loses its leases
 * @param resendNanos an unanswered command is sent again after this
 * @param trimTimeoutNanos a trim that is not answered for so long while slots are idle becomes a revocation
 * @param leastStealNanos a lease that will end sooner by itself is not stolen from: two strides and a round trip
 * @param backoffNanos pause before the second attempt; doubles with each further one, up to {@code maxBackoffNanos}
 * @param maxBackoffNanos the longest pause between attempts
 * @param agingNanos a job that waits for so long rises by one priority
 * @param quantumNanos what jobs of one priority may differ in service before slots change hands
 * @param leaseTargetNanos how long a lease of a search is to take
 */
public record SchedulerSettings(
        long tickNanos,
        long leaseTimeoutNanos,
        long resendNanos,
        long trimTimeoutNanos,
        long leastStealNanos,
        long backoffNanos,
        long maxBackoffNanos,
        long agingNanos,
        long quantumNanos,
        long leaseTargetNanos) {

    /** Ticks of 100 ms, leases that time out after 10 s. */
    public static final SchedulerSettings DEFAULT = new SchedulerSettings(
            MILLISECONDS.toNanos(100),
            SECONDS.toNanos(10),
            MILLISECONDS.toNanos(500),
            MILLISECONDS.toNanos(500),
            MILLISECONDS.toNanos(60),
            MILLISECONDS.toNanos(200),
            SECONDS.toNanos(10),
            SECONDS.toNanos(60),
            SECONDS.toNanos(1),
            SECONDS.toNanos(1));

    /** The same with another lease time-out. */
    public SchedulerSettings withLeaseTimeout(long nanos) {
        return new SchedulerSettings(
                tickNanos,
                nanos,
                resendNanos,
                trimTimeoutNanos,
                leastStealNanos,
                backoffNanos,
                maxBackoffNanos,
                agingNanos,
                quantumNanos,
                leaseTargetNanos);
    }
}
