package io.rangefold.protocol;

/**
 * Output of a range, kept by the coordinator under its hash.
 *
 * @param id hash of the content
 * @param length bytes, at least 1
 */
public record SegmentRef(BlobId id, int length) {
    /** Checks the length. */
    public SegmentRef {
        if (length < 1) {
            throw new IllegalArgumentException("a segment has at least one byte");
        }
    }
}
