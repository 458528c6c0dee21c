/** Jobs over a range of integers: what they are told of it, and the forms of their specs and partials. */
@NullMarked
package io.rangefold.job.range;

import org.jspecify.annotations.NullMarked;
