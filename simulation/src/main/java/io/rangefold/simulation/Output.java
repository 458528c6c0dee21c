package io.rangefold.simulation;

import io.rangefold.job.Segments;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * Output as it is read.
 *
 * @param range the indices it belongs to
 * @param content what their kernel wrote
 */
record Output(Range range, byte[] content) implements Segments.Segment {

    /** The output of an ended job, read from the disk: that of the last stage which wrote any. */
    static Segments stored(MemoryDisk disk, JobId job) {
        int last = disk.segments(job).stream().mapToInt(s -> s.stage()).max().orElse(0);
        return () -> disk.segments(job).stream()
                .filter(segment -> segment.stage() == last)
                .map(segment -> (Segments.Segment) new Output(
                        segment.range(), disk.blob(segment.ref().id()).orElseThrow()))
                .sorted(Comparator.comparing(Segments.Segment::range))
                .toList();
    }

    /** A digest by which two outputs can be compared. */
    static long digest(Segments segments) {
        long digest = 0;
        for (Segments.Segment segment : segments.inOrder()) {
            digest = 31 * digest + segment.range().hashCode();
            digest = 31 * digest + ByteBuffer.wrap(segment.content()).hashCode();
        }
        return digest;
    }
}
