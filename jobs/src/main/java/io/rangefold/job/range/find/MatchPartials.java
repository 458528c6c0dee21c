package io.rangefold.job.range.find;

import io.rangefold.job.PartialType;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;

/**
 * The smallest matching indices, ascending, at most {@code limit}: a version byte, their number, the first, and how many
 * indices lie between each and the one before. A commit of more than 64 KiB is cut into smaller ones by its slot; what is
 * merged of all takes up to 8 MB of memory.
 */
final class MatchPartials implements PartialType<long[]> {
    private static final int VERSION = 1;
    private static final long[] NONE = {};

    private final int limit;

    /** @param limit at least 1 */
    MatchPartials(int limit) {
        this.limit = limit;
    }

    @Override
    public long[] identity() {
        return NONE;
    }

    @Override
    public long[] merge(long[] a, long[] b) {
        if (a.length == 0 || b.length == 0) {
            return a.length == 0 ? b : a;
        }
        long[] merged = new long[(int) Math.min(limit, (long) a.length + b.length)];
        int nextA = 0;
        int nextB = 0;
        for (int k = 0; k < merged.length; k++) {
            boolean fromA = nextB == b.length || nextA < a.length && a[nextA] < b[nextB];
            merged[k] = fromA ? a[nextA++] : b[nextB++];
        }
        return merged;
    }

    @Override
    public byte[] encode(long[] matches) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        out.writeCount(matches.length);
        long next = 0;
        for (long match : matches) {
            out.writeCount(match - next);
            next = match + 1;
        }
        return out.toByteArray();
    }

    @Override
    public long[] decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        int count = (int) in.readCount(0, limit);
        if (count > in.remaining()) {
            throw new IllegalArgumentException("cut off: " + count + " matches in " + bytes.length + " bytes");
        }
        long[] matches = new long[count];
        long next = 0;
        for (int k = 0; k < count; k++) {
            matches[k] = next + in.readCount(0, Long.MAX_VALUE - 1 - next);
            next = matches[k] + 1;
        }
        in.expectEnd();
        return matches;
    }

    /** Behind the last match, once there are as many as are wanted: no other can be smaller. */
    @Override
    public long cutoff(long[] merged) {
        return merged.length == limit ? merged[limit - 1] + 1 : Long.MAX_VALUE;
    }
}
