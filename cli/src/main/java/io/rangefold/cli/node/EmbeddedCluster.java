package io.rangefold.cli.node;

import io.rangefold.coordinator.service.JobService;

/** A cluster for the time of one command. */
public interface EmbeddedCluster extends AutoCloseable {

    JobService jobs();

    /** Ends all of it at once; bounded in time. */
    @Override
    void close();
}
