package io.rangefold.job;

/** Takes a kernel's output. The bytes of neighbouring strides are simply concatenated, so records delimit themselves. */
@FunctionalInterface
public interface SegmentSink {

    /** The largest segment, bytes: what the kernel writes for one index must fit. */
    int MAX_SEGMENT_BYTES = 16 * 1024 * 1024;

    /** Appends {@code length} bytes of {@code source} from {@code offset}. */
    void write(byte[] source, int offset, int length);
}
