/** The kinds that draw, beside plain C loops. */
@NullMarked
package io.rangefold.benchmark.pictures;

import org.jspecify.annotations.NullMarked;
