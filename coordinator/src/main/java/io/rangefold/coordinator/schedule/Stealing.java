package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which leases give idle slots work, and how much. Made anew for each round of dispatch; looks at a job's leases once, when
 * its first idle slot asks: O(leases log leases), and little for each further slot.
 */
final class Stealing {
    private final SchedulerSettings settings;
    private final long nowNanos;
    private final Map<JobRun, Victims> victims = new HashMap<>();
    private long awaited;

    /**
     * A lease to be trimmed.
     *
     * @param victim the lease
     * @param end where it should end
     * @param thieves idle slots that its tail is to feed
     */
    record Theft(ActiveLease victim, long end, int thieves) {}

    private record Victim(ActiveLease lease, double remainingNanos) {}

    /** The leases of a job that can give something, the longest first, and how many slots wait for an answer. */
    private static final class Victims {
        private final List<Victim> longestFirst = new ArrayList<>();
        private long awaiting;
    }

    /** @param jobs that slots work on */
    Stealing(Collection<JobRun> jobs, SchedulerSettings settings, long nowNanos) {
        this.settings = settings;
        this.nowNanos = nowNanos;
        for (JobRun job : jobs) {
            for (ActiveLease lease : job.active().values()) {
                awaited += lease.awaitedBy();
            }
        }
    }

    /** How many idle slots wait for tails that leases were asked for. */
    long awaited() {
        return awaited;
    }

    /** Whether a tail of the job is on its way to the next idle slot; counts that slot. */
    boolean isOnItsWay(JobRun job) {
        Victims of = of(job);
        if (of.awaiting == 0) {
            return false;
        }
        of.awaiting--;
        return true;
    }

    /**
     * The lease of the job with the longest estimated remaining time, and the end that lets holder and thieves come to
     * theirs together.
     *
     * @param thief a slot that has nothing to do
     * @param idle slots that have nothing to do, this one too
     * @param suspectsToo whether the thief may take a part of a suspect range
     */
    Optional<Theft> choose(JobRun job, Slot thief, long idle, boolean suspectsToo) {
        Victims of = of(job);
        long share = (idle + of.longestFirst.size() - 1) / Math.max(1, of.longestFirst.size());
        for (Iterator<Victim> all = of.longestFirst.iterator(); all.hasNext(); ) {
            Victim next = all.next();
            if (suspectsToo || next.lease().lease().purpose() != Purpose.SUSPECT) {
                all.remove();
                int most = (int) Math.max(1, 2 * next.remainingNanos() / leastNanos(job, settings) - 1);
                Optional<Theft> theft = theft(next.lease(), thief, (int) Math.min(share, most));
                theft.ifPresent(t -> of.awaiting += t.thieves() - 1);
                return theft;
            }
        }
        return Optional.empty();
    }

    private Optional<Theft> theft(ActiveLease victim, Slot thief, int thieves) {
        double holderPace = victim.pace(nowNanos, settings.leastStealNanos());
        double thiefPace = thief.pace(victim.job().id(), holderPace) * thieves;
        Range ahead = victim.lease().rest().from(victim.position(nowNanos));
        long kept = (long) (ahead.size() * (holderPace / (holderPace + thiefPace)));
        long end = ahead.advance(Math.max(1, kept));
        return end < victim.lease().end() ? Optional.of(new Theft(victim, end, thieves)) : Optional.empty();
    }

    private Victims of(JobRun job) {
        return victims.computeIfAbsent(job, j -> {
            Victims of = new Victims();
            for (ActiveLease lease : j.active().values()) {
                of.awaiting += lease.awaitedBy();
                double remaining = remainingNanos(lease, settings, nowNanos);
                if (remaining > leastNanos(j, settings)) {
                    of.longestFirst.add(new Victim(lease, remaining));
                }
            }
            of.longestFirst.sort(
                    Comparator.comparingDouble(Victim::remainingNanos).reversed());
            return of;
        });
    }

    /** Whether something could be stolen from the job. */
    static boolean isPossible(JobRun job, SchedulerSettings settings, long nowNanos) {
        return job.active().values().stream()
                .anyMatch(lease -> remainingNanos(lease, settings, nowNanos) > leastNanos(job, settings));
    }

    /** What is shorter is not worth taking from. Where kernels set up first, a thief must win more than it costs to. */
    private static double leastNanos(JobRun job, SchedulerSettings settings) {
        return Math.max(settings.leastStealNanos(), 2.0 * job.stage().setUpNanos());
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
