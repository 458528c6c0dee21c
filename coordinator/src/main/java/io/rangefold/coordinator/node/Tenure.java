package io.rangefold.coordinator.node;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.Epoch;
import java.util.Optional;

/**
 * A coordinator's time as the leader.
 *
 * @param term names it
 * @param state what it begins with
 * @param store where everything is kept; empty if nothing is
 */
record Tenure(Term term, StoredState state, Optional<JobStore> store) {

    /** Of a coordinator that keeps everything in memory: it leads alone, and knows nothing. */
    static Tenure inMemory() {
        return new Tenure(new Term(new Epoch(JobIds.random(), 1)), StoredState.EMPTY, Optional.empty());
    }

    /** Takes the leader's row, then loads. */
    static Tenure of(JobStore store, Term term) {
        return new Tenure(term, store.load(term), Optional.of(store));
    }
}
