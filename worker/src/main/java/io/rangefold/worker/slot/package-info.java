/**
 * The state machine of a slot: strides, frozen and growing partials, trims, acknowledgements. Plain Java: no actors, no
 * threads, no clock; time is what the caller says it is.
 */
@NullMarked
package io.rangefold.worker.slot;

import org.jspecify.annotations.NullMarked;
