/** What slots gain: a plain loop, jobs of several sizes in turns, and what follows from their times. */
@NullMarked
package io.rangefold.cli.bench;

import org.jspecify.annotations.NullMarked;
