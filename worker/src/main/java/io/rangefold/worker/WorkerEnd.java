package io.rangefold.worker;

/** How a worker came to its end. */
public sealed interface WorkerEnd {

    /** It gave everything back. */
    record Drained() implements WorkerEnd {}

    /** A kernel did not come back; what the other slots had was committed. */
    record Hung() implements WorkerEnd {}

    /** The coordinator speaks another version of the protocol. */
    record Refused(int protocol, String software) implements WorkerEnd {}
}
