package io.rangefold.worker.slot;

import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotReport.Commit;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What a lease has computed since its last commit.
 *
 * @param <P> the type of a partial result
 */
final class Growing<P> {
    private final Workspace<P> workspace;
    private ByteArrayOutputStream output = new ByteArrayOutputStream(0);
    private Range range;
    private P partial;
    private byte[] encoded = new byte[0];
    private long busyNanos;

    /** Nothing yet, from {@code start} on. */
    Growing(Workspace<P> workspace, long start) {
        this.workspace = workspace;
        this.range = Range.of(start, start);
        this.partial = workspace.stage().partials().identity();
    }

    Workspace<P> workspace() {
        return workspace;
    }

    /**
     * Adds the stride that begins where this ends.
     *
     * @return false, and nothing is changed, if the sum would be larger than a commit may be
     */
    boolean add(Range stride, P stridePartial, byte[] strideOutput, long nanos) {
        assert stride.low() == range.high() : stride + " does not continue " + range;
        PartialType<P> type = workspace.stage().partials();
        P sum = range.isEmpty() ? stridePartial : type.merge(partial, stridePartial);
        byte[] bytes = type.encode(sum);
        if (bytes.length > PartialType.MAX_BYTES
                || (long) output.size() + strideOutput.length > SegmentSink.MAX_SEGMENT_BYTES) {
            return false;
        }
        partial = sum;
        encoded = bytes;
        output.write(strideOutput, 0, strideOutput.length);
        range = Range.of(range.low(), stride.high());
        busyNanos += nanos;
        return true;
    }

    boolean isEmpty() {
        return range.isEmpty();
    }

    /** How full the next commit is, 0 to 1. */
    double fill() {
        return Math.max(
                (double) encoded.length / PartialType.MAX_BYTES,
                (double) output.size() / SegmentSink.MAX_SEGMENT_BYTES);
    }

    /** Makes a commit of it, and begins anew behind that. */
    Frozen freeze(long lease) {
        byte[] content = output.toByteArray();
        Optional<SegmentRef> segment = content.length == 0
                ? Optional.empty()
                : Optional.of(new SegmentRef(BlobId.of(content), content.length));
        Commit commit = new Commit(
                lease, range, encoded, segment, busyNanos, workspace.stage().kernelName());
        range = Range.of(range.high(), range.high());
        partial = workspace.stage().partials().identity();
        encoded = new byte[0];
        output = new ByteArrayOutputStream(0);
        busyNanos = 0;
        return new Frozen(commit, content);
    }
}
