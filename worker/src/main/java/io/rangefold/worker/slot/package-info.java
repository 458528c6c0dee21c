/** The state machine of a slot: plain Java without threads or clocks. */
@NullMarked
package io.rangefold.worker.slot;

import org.jspecify.annotations.NullMarked;
