/** What a coordinator shows to Prometheus. */
@NullMarked
package io.rangefold.coordinator.metrics;

import org.jspecify.annotations.NullMarked;
