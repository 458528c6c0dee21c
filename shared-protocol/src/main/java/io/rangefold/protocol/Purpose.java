package io.rangefold.protocol;

/** Why a range is leased. */
public enum Purpose {
    /** To be computed, committed about once a second. */
    WORK,
    /** As {@link #WORK}, but a worker died over it: each stride is announced, and begun when that was noted. */
    SUSPECT,
    /** To be computed once more, wholly, and committed at once, to be compared. */
    AUDIT
}
