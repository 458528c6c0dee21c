/** Which ranges of a job are what, and by whom: plain Java without threads or clocks. */
@NullMarked
package io.rangefold.coordinator.ledger;

import org.jspecify.annotations.NullMarked;
