/** {@code monte-carlo-pi}: an estimate of pi by points whose places are a pure function of the seed and their number. */
@NullMarked
package io.rangefold.job.montecarlo;

import org.jspecify.annotations.NullMarked;
