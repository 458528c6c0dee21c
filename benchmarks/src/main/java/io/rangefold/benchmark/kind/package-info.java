/** A job kind whose kernel does nothing, so that only the cluster's own work is measured. */
@NullMarked
package io.rangefold.benchmark.kind;

import org.jspecify.annotations.NullMarked;
