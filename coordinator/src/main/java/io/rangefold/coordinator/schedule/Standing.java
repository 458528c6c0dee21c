package io.rangefold.coordinator.schedule;

/** A job's standing among others: its priority, raised by waiting, and the service that it had. */
final class Standing {
    private int priority;
    private int raised;
    private long waitedNanos;
    private long servedNanos;
    private long servedSinceRaiseNanos;

    Standing(int priority) {
        this.priority = priority;
    }

    /** What it counts among others. */
    int priority() {
        return priority + raised;
    }

    /** The user's word. */
    int given() {
        return priority;
    }

    /** The user's new word: what waiting has added to the old one is gone. */
    void give(int newPriority) {
        priority = newPriority;
        raised = 0;
        waitedNanos = 0;
    }

    /** It is behind no one that is there already: it begins with as much service as the least served of them. */
    void beginAt(long leastServedNanos) {
        servedNanos = Math.max(servedNanos, leastServedNanos);
    }

    long servedNanos() {
        return servedNanos;
    }

    /** It wants slots and has none. */
    void waited(long nanos, long agingNanos) {
        waitedNanos += nanos;
        if (waitedNanos >= agingNanos) {
            waitedNanos = 0;
            servedSinceRaiseNanos = 0;
            raised++;
        }
    }

    /** It has slots, or wants none. */
    void isServed() {
        waitedNanos = 0;
    }

    void served(long nanos) {
        servedNanos += nanos;
        servedSinceRaiseNanos += nanos;
    }

    /** Once it has had its turn, it stands where it stood. */
    void settle(long quantumNanos) {
        if (raised > 0 && servedSinceRaiseNanos >= quantumNanos) {
            raised = 0;
        }
    }
}
