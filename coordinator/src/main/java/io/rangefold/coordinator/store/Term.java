package io.rangefold.coordinator.store;

import io.rangefold.protocol.Epoch;

/**
 * A time of leadership: who has it may write.
 *
 * @param epoch the cluster's id is the store's, the number grows with each term
 */
public record Term(Epoch epoch) {}
