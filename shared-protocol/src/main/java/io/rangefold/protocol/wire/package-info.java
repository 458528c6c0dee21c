/** How messages become bytes: Kryo, with every class registered by hand. */
@NullMarked
package io.rangefold.protocol.wire;

import org.jspecify.annotations.NullMarked;
