/** Factoring many numbers beside PARI. */
@NullMarked
package io.rangefold.benchmark.factor;

import org.jspecify.annotations.NullMarked;
