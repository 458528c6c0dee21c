package io.rangefold.coordinator.node;

import io.rangefold.coordinator.store.Leader;
import java.util.Optional;

/**
 * Where a coordinator stands among others.
 *
 * @param term the number of the term in which it leads; 0 while it does not
 * @param leader who does, as far as it knows
 */
record Standing(long term, Optional<Leader> leader) {
    static final Standing UNKNOWN = new Standing(0, Optional.empty());

    boolean leads() {
        return term > 0;
    }
}
