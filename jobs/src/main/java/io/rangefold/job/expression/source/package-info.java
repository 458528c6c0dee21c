/**
 * Functions over neighbouring {@code i}, whose values come cheaper together than one by one: by sieving segments, or by one
 * multiplication a step.
 */
@NullMarked
package io.rangefold.job.expression.source;

import org.jspecify.annotations.NullMarked;
