/** Who gets what next: plain Java without threads or clocks. */
@NullMarked
package io.rangefold.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
