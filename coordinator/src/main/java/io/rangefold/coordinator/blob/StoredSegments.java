package io.rangefold.coordinator.blob;

import io.rangefold.coordinator.schedule.StoredSegment;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Segments;
import io.rangefold.protocol.Range;
import java.util.List;

/** A job's output, read from where it is stored. */
public final class StoredSegments implements Segments {
    private final List<StoredSegment> stored;
    private final BlobSource blobs;

    public StoredSegments(List<StoredSegment> stored, BlobSource blobs) {
        this.stored = List.copyOf(stored);
        this.blobs = blobs;
    }

    private record Piece(StoredSegment stored, BlobSource blobs) implements Segment {
        @Override
        public Range range() {
            return stored.range();
        }

        @Override
        public byte[] content() {
            return blobs.get(stored.ref().id());
        }
    }

    @Override
    public List<Segment> inOrder() {
        return stored.stream()
                .<Segment>map(segment -> new Piece(segment, blobs))
                .toList();
    }
}
