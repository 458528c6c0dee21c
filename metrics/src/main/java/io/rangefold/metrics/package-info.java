/** What nodes show to Prometheus, and how. Knows nothing of jobs; only nodes of a cluster load it. */
@NullMarked
package io.rangefold.metrics;

import org.jspecify.annotations.NullMarked;
