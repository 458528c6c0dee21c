/** How many commits a second go through one coordinator. */
@NullMarked
package io.rangefold.benchmark.commits;

import org.jspecify.annotations.NullMarked;
