package io.rangefold.simulation;

/**
 * What goes wrong in a job whenever one of its indices is computed.
 *
 * @param kind what
 * @param index where
 * @param times how often, for {@link Kind#FAILS}
 */
record Trouble(Kind kind, long index, int times) {
    static final Trouble NONE = new Trouble(Kind.NONE, -1, 0);

    /** What goes wrong. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** The kernel throws, some times. */
        FAILS,
        /** The kernel throws the same error always, and says so. */
        DETERMINISTIC,
        /** The process ends. */
        KILLS
    }
}
