package io.rangefold.protocol;

/**
 * Who a worker's message comes from, and under which registration: what does not match the present one is stale.
 *
 * @param epoch of the coordinator that the worker last registered with
 * @param worker the process
 * @param session number of the registration, given by the coordinator
 */
public record Sender(Epoch epoch, WorkerId worker, long session) {}
