/**
 * Which range of a stage is what, and in whose hands. Plain Java: no actors, no threads, no clock.
 *
 * <p>At every moment the committed, leased, pending, unclaimed, set-aside and skipped ranges of a stage tile {@code [0, items)}.
 */
@NullMarked
package io.rangefold.coordinator.ledger;

import org.jspecify.annotations.NullMarked;
