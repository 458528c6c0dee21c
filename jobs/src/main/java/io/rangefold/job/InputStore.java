package io.rangefold.job;

import io.rangefold.protocol.BlobId;

/** Where a job's input data goes while its arguments are parsed, and can be had from afterwards. */
public interface InputStore extends BlobSource {

    /**
     * Keeps {@code content}, which must not be changed any more, under its hash.
     *
     * @throws java.io.UncheckedIOException if there is no room for it
     */
    void put(BlobId id, byte[] content);

    /** Keeps nothing: for checking arguments only. */
    static InputStore none() {
        return new InputStore() {
            @Override
            public void put(BlobId id, byte[] content) {
                // It is checked, and not needed any more.
            }

            @Override
            public byte[] get(BlobId id) {
                throw new BlobUnavailableException("the data was checked, and not kept", null);
            }
        };
    }
}
