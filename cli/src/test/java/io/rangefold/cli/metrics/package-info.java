/** What nodes show to Prometheus. */
@NullMarked
package io.rangefold.cli.metrics;

import org.jspecify.annotations.NullMarked;
