package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits that are applied and not saved yet: one group is being saved while the next one gathers. */
final class GroupCommit {
    private List<Applied> gathering = new ArrayList<>();
    private Optional<Saved> saving = Optional.empty();
    private long lastGroup;

    /**
     * A commit.
     *
     * @param lease whose
     * @param stage number of the stage
     * @param range what it covers
     */
    record Applied(ActiveLease lease, int stage, Range range) {}

    /** The cutoff of a stage's merged partial when the group was closed. */
    record Cutoff(JobRun job, int stage, long index) {}

    /** A group. */
    record Saved(long number, List<Applied> commits, List<Cutoff> cutoffs) {}

    void add(ActiveLease lease, Range range) {
        gathering.add(new Applied(lease, lease.job().stageNumber(), range));
    }

    /** Closes the group that gathers, if there is something in it and none is being saved. */
    Optional<Long> next() {
        if (saving.isPresent() || gathering.isEmpty()) {
            return Optional.empty();
        }
        Map<JobRun, Cutoff> cutoffs = new LinkedHashMap<>();
        for (Applied applied : gathering) {
            JobRun job = applied.lease().job();
            if (!job.state().isTerminal() && job.stageNumber() == applied.stage()) {
                cutoffs.computeIfAbsent(
                        job, j -> new Cutoff(j, j.stageNumber(), j.aggregate().cutoff()));
            }
        }
        saving = Optional.of(new Saved(++lastGroup, gathering, List.copyOf(cutoffs.values())));
        gathering = new ArrayList<>();
        return Optional.of(lastGroup);
    }

    /** The number of the group that the last change is in. */
    long last() {
        return gathering.isEmpty() ? lastGroup : lastGroup + 1;
    }

    /** The group of that number is saved. */
    Saved saved(long number) {
        Saved done = saving.filter(group -> group.number() == number).orElseThrow();
        saving = Optional.empty();
        return done;
    }
}
