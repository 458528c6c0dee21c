/** The worker's actors. */
@NullMarked
package io.rangefold.worker;

import org.jspecify.annotations.NullMarked;
