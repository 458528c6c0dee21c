package io.rangefold.worker;

import io.rangefold.job.BlobSource;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.WorkerId;

/** What a worker gets from a coordinator other than messages: input data, a place for output, and a sign of life. */
public interface CoordinatorAccess extends BlobSource, AutoCloseable {

    /**
     * Stores a segment; may block.
     *
     * @throws io.rangefold.job.BlobUnavailableException if it can't be stored now
     */
    void store(BlobId id, byte[] content);

    /**
     * Holds a connection open that tells each side at once when the other one ends.
     *
     * @param worker this process
     * @param session the present registration
     * @param ended called once, from any thread, when the connection has ended, could not be made, or is silent
     */
    void keepAlive(WorkerId worker, long session, Runnable ended);

    @Override
    void close();

    /** Makes the access to the coordinator that a worker has registered with. */
    @FunctionalInterface
    interface Factory {
        /**
         * @param host of the coordinator; empty if it is in this process
         * @param nodePort its port for blobs and liveness; 0 if there is none
         */
        CoordinatorAccess open(String host, int nodePort);
    }
}
