package io.rangefold.coordinator.ledger;

import io.rangefold.protocol.WorkerId;

/**
 * A slot of a worker.
 *
 * @param worker the process
 * @param slot its number, from 0
 */
public record SlotKey(WorkerId worker, int slot) {}
