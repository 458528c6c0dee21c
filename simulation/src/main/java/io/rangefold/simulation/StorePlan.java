package io.rangefold.simulation;

/**
 * What remembers jobs, and how well.
 *
 * @param survives whether it is there still when a coordinator has ended; if not, users submit again
 * @param coordinators how many there are; one leads, the others stand by
 * @param writeNanos what writing a group takes at most; 0 if it takes no time
 * @param failed the share of writes that fail, until the trouble is over
 * @param unknown the share of writes whose fate the coordinator does not learn, until the trouble is over
 * @param troubleNanos how long the trouble lasts
 */
record StorePlan(
        boolean survives, int coordinators, long writeNanos, double failed, double unknown, long troubleNanos) {

    /** Nothing but memory: all is lost when the coordinator ends. */
    static final StorePlan MEMORY = memory(0);

    /** As {@link #MEMORY}, though acknowledgements take a while. */
    static StorePlan memory(long writeNanos) {
        return new StorePlan(false, 1, writeNanos, 0, 0, 0);
    }

    /** A disk without trouble. */
    static StorePlan disk(int coordinators, long writeNanos) {
        return new StorePlan(true, coordinators, writeNanos, 0, 0, 0);
    }
}
