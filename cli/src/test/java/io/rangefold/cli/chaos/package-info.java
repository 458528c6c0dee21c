/**
 * The fault matrix: real processes, something broken beside them or below them, and what must be true afterwards. Rows are
 * {@link io.rangefold.cli.chaos.Row}s; {@code -Drangefold.chaos.seed} plays them again, {@code -Drangefold.chaos.rounds} plays each
 * more often.
 */
@NullMarked
package io.rangefold.cli.chaos;

import org.jspecify.annotations.NullMarked;
