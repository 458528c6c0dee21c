/** A job's life in the format of Chrome's trace events, which Perfetto reads. */
@NullMarked
package io.rangefold.cli.trace;

import org.jspecify.annotations.NullMarked;
