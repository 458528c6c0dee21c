package io.rangefold.coordinator.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many slots each job is owed: strict between priorities, equal within one. */
final class FairShare {
    private FairShare() {}

    /** Who goes first: the higher priority, then the less served, then the older. */
    static Comparator<JobRun> order(long quantumNanos) {
        return Comparator.comparingInt((JobRun job) -> -job.standing.priority())
                .thenComparingLong(job -> job.standing.servedNanos() / quantumNanos)
                .thenComparingLong(JobRun::number);
    }

    /** Those of the jobs that slots may work on, in the order in which they deserve to. */
    static List<JobRun> inOrder(Collection<JobRun> all, long quantumNanos) {
        List<JobRun> jobs = new ArrayList<>();
        for (JobRun job : all) {
            if (job.isRunnable() && job.demand() > 0) {
                jobs.add(job);
            }
        }
        jobs.sort(order(quantumNanos));
        return jobs;
    }

    /**
     * Fills the slots up evenly among the jobs of the highest priority, as far as each can use them, then among the next.
     *
     * @param ordered by {@link #order}
     */
    static Map<JobRun, Long> targets(List<JobRun> ordered, long slots) {
        Map<JobRun, Long> targets = new HashMap<>();
        long free = slots;
        int from = 0;
        while (from < ordered.size()) {
            int to = from;
            int priority = ordered.get(from).standing.priority();
            while (to < ordered.size() && ordered.get(to).standing.priority() == priority) {
                to++;
            }
            free -= fill(ordered.subList(from, to), free, targets);
            from = to;
        }
        return targets;
    }

    private static long fill(List<JobRun> equals, long slots, Map<JobRun, Long> targets) {
        List<JobRun> hungry = new ArrayList<>(equals);
        long free = slots;
        while (free > 0 && !hungry.isEmpty()) {
            long each = free / hungry.size();
            if (each == 0) {
                for (JobRun job : hungry.subList(0, (int) free)) {
                    targets.merge(job, 1L, Long::sum);
                }
                return slots;
            }
            List<JobRun> stillHungry = new ArrayList<>();
            for (JobRun job : hungry) {
                long has = targets.getOrDefault(job, 0L);
                long takes = Math.min(each, job.demand() - has);
                targets.merge(job, takes, Long::sum);
                free -= takes;
                if (has + takes < job.demand()) {
                    stillHungry.add(job);
                }
            }
            hungry = stillHungry;
        }
        return slots - free;
    }
}
