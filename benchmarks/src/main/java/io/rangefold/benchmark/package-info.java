/** Benchmarks; each checks its answer before it times anything. */
@NullMarked
package io.rangefold.benchmark;

import org.jspecify.annotations.NullMarked;
