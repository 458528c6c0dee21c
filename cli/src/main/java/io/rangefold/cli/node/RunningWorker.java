package io.rangefold.cli.node;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** A worker of this process. */
public interface RunningWorker extends AutoCloseable {

    /** As shown in the list of workers. */
    String name();

    /** Where it shows its metrics; empty if it does not. */
    default OptionalInt metricsPort() {
        return OptionalInt.empty();
    }

    /** Completes when the worker has ended by itself, as after {@code drain}; exceptionally if it failed. */
    CompletionStage<Void> ended();

    /** Drains it: commits what it has, gives its leases back, leaves, ends; bounded in time. */
    @Override
    void close();
}
