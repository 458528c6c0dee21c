/**
 * What follows from the form of an expression alone: closed forms, periods, turning points. They prove what the walk found, or
 * replace it. Knows no kinds.
 */
@NullMarked
package io.rangefold.job.range.proof;

import org.jspecify.annotations.NullMarked;
