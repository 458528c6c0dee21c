/** Kernels of expressions beside plain C loops. */
@NullMarked
package io.rangefold.benchmark.kernels;

import org.jspecify.annotations.NullMarked;
