/** The coordinator as a process: its actors, its node port, and what starts them. */
@NullMarked
package io.rangefold.coordinator.node;

import org.jspecify.annotations.NullMarked;
