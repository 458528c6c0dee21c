/** The client for people's own programs: {@link io.rangefold.client.RangefoldClient} is where to start. */
@NullMarked
package io.rangefold.client;

import org.jspecify.annotations.NullMarked;
