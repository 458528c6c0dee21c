package io.rangefold.protocol;

/** Constants that both sides agree on. */
public final class Protocol {
    /** Version of the messages between nodes. Grows with every change of their form or meaning. */
    public static final int VERSION = 3;

    /** How often a worker says that it is alive, milliseconds. */
    public static final long HEARTBEAT_MILLIS = 500;

    private Protocol() {}
}
