/** The plain implementation of expressions that others are checked against. Shares nothing with them but the syntax. */
@NullMarked
package io.rangefold.job.expression.reference;

import org.jspecify.annotations.NullMarked;
