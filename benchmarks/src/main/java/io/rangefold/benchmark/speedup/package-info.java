/** What slots and workers gain over a plain loop on one thread. */
@NullMarked
package io.rangefold.benchmark.speedup;

import org.jspecify.annotations.NullMarked;
