package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.Optional;

/** Which lease gives an idle slot work, and how much. */
final class Stealing {
    /**
     * A lease to be trimmed.
     *
     * @param victim the lease
     * @param end where it should end
     */
    record Theft(ActiveLease victim, long end) {}

    private Stealing() {}

    /**
     * The lease of the job with the longest estimated remaining time, and the end that lets holder and thieves come to
     * theirs together.
     *
     * @param thieves idle slots that this one lease is to feed, at least 1
     * @param suspectsToo whether the thief may take a part of a suspect range
     */
    static Optional<Theft> choose(
            JobRun job, Slot thief, int thieves, boolean suspectsToo, SchedulerSettings settings, long nowNanos) {
        ActiveLease best = null;
        double longest = settings.leastStealNanos();
        for (ActiveLease lease : job.active().values()) {
            if (!suspectsToo && lease.lease().purpose() == Purpose.SUSPECT) {
                continue;
            }
            double remaining = remainingNanos(lease, settings, nowNanos);
            if (remaining > longest) {
                longest = remaining;
                best = lease;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        double holderPace = best.pace(nowNanos, settings.leastStealNanos());
        double thiefPace = thief.pace(job.id(), holderPace) * thieves;
        Range ahead = best.lease().rest().from(best.position(nowNanos));
        long kept = (long) (ahead.size() * (holderPace / (holderPace + thiefPace)));
        long end = ahead.advance(Math.max(1, kept));
        return end < best.lease().end() ? Optional.of(new Theft(best, end)) : Optional.empty();
    }

    /** How many leases of the job could be stolen from. */
    static long victims(JobRun job, SchedulerSettings settings, long nowNanos) {
        return job.active().values().stream()
                .filter(lease -> remainingNanos(lease, settings, nowNanos) > settings.leastStealNanos())
                .count();
    }

    /** 0 where nothing can be taken. */
    private static double remainingNanos(ActiveLease lease, SchedulerSettings settings, long nowNanos) {
        boolean isAsked = lease.isTrimAsked() || lease.hasRefused(nowNanos, settings.trimTimeoutNanos());
        if (lease.lease().purpose() == Purpose.AUDIT || isAsked) {
            return 0;
        }
        double pace = lease.pace(nowNanos, settings.leastStealNanos());
        Range ahead = lease.lease().rest().from(lease.position(nowNanos));
        return pace == 0 || ahead.size() < 2 ? 0 : ahead.size() / pace;
    }
}
