/**
 * What the functions of expressions compute: on 64-bit numbers, fast, and on integers of any size. Pure; knows nothing of
 * how expressions are evaluated.
 */
@NullMarked
package io.rangefold.job.expression.function;

import org.jspecify.annotations.NullMarked;
