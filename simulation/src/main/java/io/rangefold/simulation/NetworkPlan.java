package io.rangefold.simulation;

/**
 * How bad the network is.
 *
 * @param latencyNanos what every message takes at least
 * @param drop the share of messages that get lost
 * @param duplicate the share of messages that come twice
 * @param late the share of messages that come late, and so out of order
 * @param lateNanos how late at most
 */
record NetworkPlan(long latencyNanos, double drop, double duplicate, double late, long lateNanos) {

    /** Nothing is lost; a fifth of a millisecond from end to end. */
    static final NetworkPlan PERFECT = new NetworkPlan(200_000, 0, 0, 0, 0);
}
