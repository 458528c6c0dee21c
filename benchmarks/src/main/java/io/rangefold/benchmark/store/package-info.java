/** How many commits a second become durable. */
@NullMarked
package io.rangefold.benchmark.store;

import org.jspecify.annotations.NullMarked;
