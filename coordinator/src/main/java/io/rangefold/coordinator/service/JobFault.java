package io.rangefold.coordinator.service;

/**
 * Why a job failed, or a request was refused.
 *
 * @param code stable, for scripts, as in {@code "division-by-zero"} or {@code "bad-input"}
 * @param message what is wrong
 * @param where the place: an option, an index, a range; empty if there is none
 * @param hint what to do about it; empty if nothing is known
 */
public record JobFault(String code, String message, String where, String hint) {}
