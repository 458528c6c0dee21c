package io.rangefold.worker.slot;

import io.rangefold.job.Stage;
import io.rangefold.protocol.SlotCommand.Grant;

/** Turns a grant's spec into the stage it is about. */
@FunctionalInterface
public interface StageSource {

    /**
     * The stage; may block while input data is fetched.
     *
     * @throws io.rangefold.job.BlobUnavailableException if input data can't be had now
     * @throws RuntimeException if the spec is unknown or broken here
     */
    Stage<?> stage(Grant grant);
}
