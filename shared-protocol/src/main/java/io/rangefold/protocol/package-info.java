/** Ids, ranges and the messages between nodes. */
@NullMarked
package io.rangefold.protocol;

import org.jspecify.annotations.NullMarked;
