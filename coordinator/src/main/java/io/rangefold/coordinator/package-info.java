/** The coordinator's actors, shells around the pure cores. */
@NullMarked
package io.rangefold.coordinator;

import org.jspecify.annotations.NullMarked;
