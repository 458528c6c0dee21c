/** Whole commands from the shell, beside the same programs in Python. */
@NullMarked
package io.rangefold.benchmark.start;

import org.jspecify.annotations.NullMarked;
