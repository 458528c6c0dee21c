/** What a worker shows to Prometheus. */
@NullMarked
package io.rangefold.worker.metrics;

import org.jspecify.annotations.NullMarked;
