package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done and not saved yet: one group is being saved while the next one gathers. */
final class GroupCommit {
    private Gathering gathering = new Gathering();
    private Optional<Saved> saving = Optional.empty();
    private List<Change> beingSaved = List.of();
    private long lastGroup;

    /**
     * A commit.
     *
     * @param lease whose
     * @param stage number of the stage
     * @param range what it covers
     * @param nanos when it came
     */
    record Applied(ActiveLease lease, int stage, Range range, long nanos) {}

    /** The cutoff of a stage's merged partial when the group was closed. */
    record Cutoff(JobRun job, int stage, long index) {}

    /** What may be told once a group is saved. */
    record Saved(long number, List<Applied> commits, List<Cutoff> cutoffs, List<JobRun> ended) {}

    /** What the next group is to hold. Jobs say what is new of them when it is closed. */
    private static final class Gathering {
        private final List<Applied> commits = new ArrayList<>();
        private final Set<JobRun> touched = new LinkedHashSet<>();
        private final List<JobRun> ended = new ArrayList<>();
        private final List<JobEvent> events = new ArrayList<>();
        private final List<Change> others = new ArrayList<>();

        private boolean isEmpty() {
            return touched.isEmpty() && events.isEmpty() && others.isEmpty();
        }

        private List<Cutoff> cutoffs() {
            List<Cutoff> cutoffs = new ArrayList<>();
            for (JobRun job : touched) {
                if (!job.isOver()) {
                    cutoffs.add(new Cutoff(job, job.stageNumber(), job.shares().cutoff()));
                }
            }
            return cutoffs;
        }

        /** Jobs as they are now, each consistent in itself; what happened comes last. */
        private List<Change> changes() {
            List<Change> changes = new ArrayList<>(4 * touched.size() + events.size());
            touched.forEach(job -> job.takeChanges(changes));
            changes.addAll(others);
            events.forEach(event -> changes.add(new Change.Happened(event)));
            return changes;
        }
    }

    void committed(ActiveLease lease, Range range, long nowNanos) {
        gathering.commits.add(new Applied(lease, lease.job().stageNumber(), range, nowNanos));
        touched(lease.job());
    }

    /** The job is not as it was. */
    void touched(JobRun job) {
        gathering.touched.add(job);
    }

    /** The job's end may be told once the group is saved. */
    void ended(JobRun job) {
        gathering.ended.add(job);
        touched(job);
    }

    /** The worker gets no work any more. */
    void quarantined(WorkerId worker, String reason) {
        gathering.others.add(new Change.Quarantined(worker, reason));
    }

    void happened(JobEvent event) {
        gathering.events.add(event);
    }

    /** What that owner has committed to the job does not count: nothing of it is told, and nothing that rests on it. */
    void disowned(JobRun job, String owner) {
        saving = saving.map(group -> new Saved(
                group.number(),
                group.commits().stream()
                        .filter(applied -> !isOf(applied, job, owner))
                        .toList(),
                group.cutoffs().stream().filter(cutoff -> cutoff.job() != job).toList(),
                group.ended()));
        gathering.commits.removeIf(applied -> isOf(applied, job, owner));
        touched(job);
    }

    private static boolean isOf(Applied applied, JobRun job, String owner) {
        return applied.lease().job() == job
                && applied.lease().worker().id().value().equals(owner);
    }

    /** Closes the group that gathers, if there is something in it and none is being saved. */
    Optional<SaveGroup> next() {
        if (saving.isPresent() || gathering.isEmpty()) {
            return Optional.empty();
        }
        Gathering closed = gathering;
        gathering = new Gathering();
        saving = Optional.of(new Saved(++lastGroup, closed.commits, closed.cutoffs(), closed.ended));
        beingSaved = List.copyOf(closed.changes());
        return Optional.of(new SaveGroup(lastGroup, beingSaved));
    }

    /** Data that has to be there until what names it is saved, even if the job that it belonged to needs it no more. */
    Set<BlobId> blobs() {
        Set<BlobId> named = new HashSet<>();
        beingSaved.forEach(change -> named.addAll(change.blobs()));
        gathering.touched.forEach(job -> job.unsaved().forEach(change -> named.addAll(change.blobs())));
        return named;
    }

    /** The number of the group that the last change is in; 0 if all are saved. */
    long last() {
        return gathering.isEmpty() ? saving.map(Saved::number).orElse(0L) : lastGroup + 1;
    }

    /** The group of that number is saved. */
    Saved saved(long number) {
        Saved done = saving.filter(group -> group.number() == number).orElseThrow();
        saving = Optional.empty();
        beingSaved = List.of();
        return done;
    }
}
