package io.rangefold.job.range.extreme;

import java.math.BigInteger;

/**
 * An extreme value and where it is.
 *
 * @param value the value
 * @param index the smallest index that has it
 */
record Extreme(BigInteger value, long index) {}
