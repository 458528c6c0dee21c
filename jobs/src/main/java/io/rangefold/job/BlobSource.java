package io.rangefold.job;

import io.rangefold.protocol.BlobId;

/** Where a worker gets a job's input data from. */
@FunctionalInterface
public interface BlobSource {

    /**
     * The content of that name, its hash checked; may block while it is fetched.
     *
     * @throws BlobUnavailableException if it can't be had now
     */
    byte[] get(BlobId id);
}
