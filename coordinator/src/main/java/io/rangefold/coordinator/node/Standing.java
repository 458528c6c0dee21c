package io.rangefold.coordinator.node;

import io.rangefold.coordinator.store.Leader;
import java.util.Optional;

/**
 * Where a coordinator stands among others.
 *
 * @param leads whether it leads
 * @param leader who does, as far as it knows
 */
record Standing(boolean leads, Optional<Leader> leader) {
    static final Standing UNKNOWN = new Standing(false, Optional.empty());
}
