package io.rangefold.worker.registration;

import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.WorkerId;
import java.util.Optional;

/**
 * Whom a worker obeys: the coordinator that it registered with last, and none that led the same cluster before. Plain Java, so
 * that answers in any order can be tried.
 *
 * @param <R> a way to a coordinator
 */
public final class Allegiance<R> {
    private final WorkerId worker;
    private Optional<Welcomed<R>> welcomed = Optional.empty();
    private Optional<Sender> sender = Optional.empty();
    private Optional<Epoch> lastEpoch = Optional.empty();
    private boolean asking;

    private record Welcomed<R>(R coordinator, Epoch epoch) {}

    /** What a registration means for the leases that are held. */
    public enum Change {
        /** The memory of jobs is the one that granted them. */
        SAME_CLUSTER,
        /** Another memory: nothing that is held means anything there. */
        OTHER_CLUSTER
    }

    public Allegiance(WorkerId worker) {
        this.worker = worker;
    }

    /**
     * Begins to look for a coordinator. Where the last one is stays known, since its answer may be on its way; its commands are
     * obeyed no more.
     */
    public void look() {
        sender = Optional.empty();
        asking = false;
    }

    /** Under which registration the worker speaks; empty while it looks for one. */
    public Optional<Sender> sender() {
        return sender;
    }

    /** Whether a coordinator was asked for a registration since {@link #look}. */
    public boolean isAsking() {
        return asking;
    }

    /** Where messages go. */
    public Optional<R> coordinator() {
        return welcomed.map(Welcomed::coordinator);
    }

    /** Whose the leases are that are held; empty before the first registration. */
    public Optional<Epoch> lastEpoch() {
        return lastEpoch;
    }

    /**
     * A coordinator says that it leads.
     *
     * @return whether to register with it
     */
    public boolean welcome(R coordinator, Epoch epoch) {
        boolean isNews = !asking
                || welcomed.filter(other -> isFollowedBy(other.epoch(), epoch)).isPresent();
        if (sender.isPresent() || !isNews || isOutdated(epoch)) {
            return false;
        }
        welcomed = Optional.of(new Welcomed<>(coordinator, epoch));
        asking = true;
        return true;
    }

    /**
     * A coordinator says that this worker is registered.
     *
     * @return what follows for the leases; empty if the answer is a stale one
     */
    public Optional<Change> registered(Epoch epoch, long session) {
        boolean isExpected = welcomed.filter(from -> from.epoch().equals(epoch)).isPresent();
        boolean isOld = sender.filter(s -> s.epoch().equals(epoch) && s.session() >= session)
                .isPresent();
        if (!isExpected || isOld || isOutdated(epoch)) {
            return Optional.empty();
        }
        boolean isOther = lastEpoch
                .filter(last -> !last.cluster().equals(epoch.cluster()))
                .isPresent();
        lastEpoch = Optional.of(epoch);
        sender = Optional.of(new Sender(epoch, worker, session));
        return Optional.of(isOther ? Change.OTHER_CLUSTER : Change.SAME_CLUSTER);
    }

    /** Whether a coordinator of this epoch is the one that is registered with. */
    public boolean obeys(Epoch epoch) {
        return sender.filter(s -> s.epoch().equals(epoch)).isPresent();
    }

    /** Whether a coordinator of this epoch may send the worker to look for one. */
    public boolean mayDismiss(Epoch epoch) {
        return sender.isPresent() && !isOutdated(epoch);
    }

    /** Whether this is what became of the present registration. */
    public boolean isPresent(long session) {
        return sender.filter(s -> s.session() == session).isPresent();
    }

    private boolean isOutdated(Epoch epoch) {
        return lastEpoch.filter(last -> isFollowedBy(epoch, last)).isPresent();
    }

    private static boolean isFollowedBy(Epoch earlier, Epoch later) {
        return earlier.cluster().equals(later.cluster()) && earlier.number() < later.number();
    }
}
