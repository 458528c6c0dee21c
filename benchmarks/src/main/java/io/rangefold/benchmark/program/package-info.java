/** Programs that benchmarks start: Rangefold's own launcher, and anything else on the path. */
@NullMarked
package io.rangefold.benchmark.program;

import org.jspecify.annotations.NullMarked;
