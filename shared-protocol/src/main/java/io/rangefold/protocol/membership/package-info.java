/** Who belongs to the cluster. */
@NullMarked
package io.rangefold.protocol.membership;

import org.jspecify.annotations.NullMarked;
