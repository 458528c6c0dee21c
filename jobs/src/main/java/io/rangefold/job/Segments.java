package io.rangefold.job;

import io.rangefold.protocol.Range;
import java.util.List;

/** The output of a stage, in index order. Content is fetched piece by piece, so that any amount of it can be read. */
public interface Segments {

    /** A piece of output and the indices it belongs to. */
    interface Segment {
        Range range();

        /** The bytes that the kernel wrote for {@link #range()}; read anew at each call. */
        byte[] content();
    }

    /** Disjoint and ascending; ranges for which the kernel wrote nothing are left out. */
    List<Segment> inOrder();

    /** No output. */
    static Segments none() {
        return List::of;
    }
}
