/** The smallest integers for which a condition holds. */
@NullMarked
package io.rangefold.job.range.find;

import org.jspecify.annotations.NullMarked;
