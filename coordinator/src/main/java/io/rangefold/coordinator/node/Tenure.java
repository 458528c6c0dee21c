package io.rangefold.coordinator.node;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.Epoch;
import java.util.Optional;

/**
 * A coordinator's time as the leader.
 *
 * @param term names it
 * @param state what it begins with
 * @param self how others find this coordinator; empty if there are no others
 * @param store where everything is kept; empty if nothing is
 */
record Tenure(Term term, StoredState state, Optional<Leader> self, Optional<JobStore> store) {

    /** Of a coordinator that keeps everything in memory: it leads alone, and knows nothing. */
    static Tenure inMemory() {
        return new Tenure(
                new Term(new Epoch(JobIds.random(), 1)), StoredState.EMPTY, Optional.empty(), Optional.empty());
    }

    /** Takes the leader's row, then loads. */
    static Tenure of(JobStore store, Term term, Leader self) {
        return new Tenure(term, store.load(term), Optional.of(self).filter(s -> store.isShared()), Optional.of(store));
    }
}
