package io.rangefold.coordinator.ledger;

import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;

/**
 * The merged partial of everything that was committed in a stage.
 *
 * @param <P> the type of a partial result
 */
public final class Aggregate<P> {
    private final PartialType<P> type;
    private P merged;

    private Aggregate(PartialType<P> type) {
        this.type = type;
        this.merged = type.identity();
    }

    /** Nothing is merged yet. */
    public static <P> Aggregate<P> of(Stage<P> stage) {
        return new Aggregate<>(stage.partials());
    }

    /**
     * Merges a partial in.
     *
     * @throws IllegalArgumentException if the bytes are no partial of the stage; then nothing is changed
     */
    public void merge(byte[] partial) {
        merged = type.merge(merged, type.decode(partial));
    }

    /** Canonical bytes of what was merged. */
    public byte[] encoded() {
        return type.encode(merged);
    }

    /** The first index at and beyond which nothing can change the answer. */
    public long cutoff() {
        return type.cutoff(merged);
    }
}
