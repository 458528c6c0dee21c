package io.rangefold.job;

import io.rangefold.protocol.BlobId;

/**
 * Some bytes and their name.
 *
 * @param id the hash of {@code content}
 * @param content not to be changed
 */
public record Blob(BlobId id, byte[] content) {

    /** Names {@code content}. */
    public static Blob of(byte[] content) {
        return new Blob(BlobId.of(content), content);
    }
}
