/** How often each value of an expression occurs. */
@NullMarked
package io.rangefold.job.range.histogram;

import org.jspecify.annotations.NullMarked;
