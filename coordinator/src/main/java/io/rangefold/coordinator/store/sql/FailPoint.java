package io.rangefold.coordinator.store.sql;

/** Where a coordinator may die while it writes: tests make it die at each of them. */
public enum FailPoint {
    /** A group is about to be written; nothing was sent. */
    BEFORE_TRANSACTION,
    /** The leader's row is updated and locked. */
    AFTER_FENCE,
    /** All changes are made, but the group's number is not noted. */
    AFTER_CHANGES,
    /** All is done but the COMMIT. */
    BEFORE_COMMIT,
    /** The group is durable, and nobody knows. */
    AFTER_COMMIT,
    /** A term is about to begin. */
    BEFORE_LEAD,
    /** A term has begun, and nobody knows. */
    AFTER_LEAD
}
