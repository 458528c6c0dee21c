package io.rangefold.coordinator.store;

import java.util.List;

/**
 * Changes that become durable together, in one transaction.
 *
 * @param number grows by one from group to group, from 1 within a term
 * @param changes in order; the last one of a thing counts
 */
public record SaveGroup(long number, List<Change> changes) {
    /** Copies. */
    public SaveGroup {
        changes = List.copyOf(changes);
    }
}
