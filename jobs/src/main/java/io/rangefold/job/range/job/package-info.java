/** The job that all kinds of folds share: a way to its answer, value by value or concluded from a proof. */
@NullMarked
package io.rangefold.job.range.job;

import org.jspecify.annotations.NullMarked;
