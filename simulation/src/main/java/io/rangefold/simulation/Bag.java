package io.rangefold.simulation;

import io.rangefold.job.PartialType;
import io.rangefold.protocol.Range;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The partial result of test jobs: which indices were merged, exactly. An index that comes twice is seen at once.
 *
 * @param ranges disjoint, ascending, neighbours joined
 * @param sum one for each index that was computed rightly
 * @param hit the lowest index that the job looks for; {@code Long.MAX_VALUE} if none was found
 */
record Bag(List<Range> ranges, long sum, long hit) {

    /** Nothing. */
    static final Bag EMPTY = new Bag(List.of(), 0, Long.MAX_VALUE);

    /** Whether it holds every index of {@code range}. */
    boolean containsAll(Range range) {
        return range.isEmpty() || ranges.stream().anyMatch(r -> r.contains(range));
    }

    /** Merging and encoding. */
    static final class Type implements PartialType<Bag> {
        private final boolean stopsAtHit;
        private final double bytesPerItem;

        /** @param stopsAtHit whether what lies beyond the hit needs not be computed */
        Type(boolean stopsAtHit) {
            this(stopsAtHit, 0);
        }

        /** @param bytesPerItem bytes that say nothing, as they come with large partials */
        Type(boolean stopsAtHit, double bytesPerItem) {
            this.stopsAtHit = stopsAtHit;
            this.bytesPerItem = bytesPerItem;
        }

        @Override
        public Bag identity() {
            return EMPTY;
        }

        @Override
        public Bag merge(Bag a, Bag b) {
            List<Range> all = new ArrayList<>(a.ranges.size() + b.ranges.size());
            int i = 0;
            int j = 0;
            while (i < a.ranges.size() || j < b.ranges.size()) {
                boolean fromA = j == b.ranges.size()
                        || i < a.ranges.size()
                                && a.ranges.get(i).low() <= b.ranges.get(j).low();
                append(all, fromA ? a.ranges.get(i++) : b.ranges.get(j++));
            }
            return new Bag(all, a.sum + b.sum, Math.min(a.hit, b.hit));
        }

        private static void append(List<Range> all, Range next) {
            Range last = all.isEmpty() ? Range.of(0, 0) : all.get(all.size() - 1);
            if (last.high() > next.low()) {
                throw new IllegalStateException("merged twice: " + next + " after " + last);
            }
            if (!all.isEmpty() && last.high() == next.low()) {
                all.set(all.size() - 1, Range.of(last.low(), next.high()));
            } else {
                all.add(next);
            }
        }

        @Override
        public byte[] encode(Bag bag) {
            int ballast = (int) (bytesPerItem * Ranges.size(bag.ranges));
            ByteBuffer bytes = ByteBuffer.allocate(20 + 16 * bag.ranges.size() + ballast);
            bytes.putLong(bag.sum).putLong(bag.hit).putInt(bag.ranges.size());
            bag.ranges.forEach(r -> bytes.putLong(r.low()).putLong(r.high()));
            return bytes.array();
        }

        @Override
        public Bag decode(byte[] encoded) {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            long sum = bytes.getLong();
            long hit = bytes.getLong();
            int count = bytes.getInt();
            List<Range> ranges = new ArrayList<>(count);
            while (ranges.size() < count) {
                ranges.add(Range.of(bytes.getLong(), bytes.getLong()));
            }
            return new Bag(ranges, sum, hit);
        }

        @Override
        public long cutoff(Bag merged) {
            return stopsAtHit && merged.hit != Long.MAX_VALUE ? merged.hit + 1 : Long.MAX_VALUE;
        }
    }
}
