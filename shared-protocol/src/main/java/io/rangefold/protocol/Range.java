package io.rangefold.protocol;

/**
 * A half-open range of indices {@code [low, high)} with {@code 0 <= low <= high <= 2^63-1}.
 *
 * <p>All index arithmetic of Rangefold lives here; none of these methods can overflow.
 *
 * @param low first index of the range, inclusive
 * @param high end of the range, exclusive
 */
public record Range(long low, long high) implements Comparable<Range> {

    /** Checks {@code 0 <= low <= high}. */
    public Range {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("not a range: [" + low + ", " + high + ")");
        }
    }

    /** The range {@code [low, high)}. */
    public static Range of(long low, long high) {
        return new Range(low, high);
    }

    /** The range {@code [0, items)}. */
    public static Range upTo(long items) {
        return new Range(0, items);
    }

    /** The number of indices, 0 to 2^63-1. */
    public long size() {
        return high - low;
    }

    public boolean isEmpty() {
        return low == high;
    }

    public boolean contains(long index) {
        return low <= index && index < high;
    }

    /** Whether every index of {@code other} lies in this range; an empty range lies where its bounds do. */
    public boolean contains(Range other) {
        return low <= other.low && other.high <= high;
    }

    /** Whether the two ranges share at least one index. */
    public boolean overlaps(Range other) {
        return Math.max(low, other.low) < Math.min(high, other.high);
    }

    /** The part of this range below {@code end}; empty, at {@code low}, when there is none. */
    public Range before(long end) {
        return new Range(low, clamp(end));
    }

    /** The part of this range at and beyond {@code start}; empty, at {@code high}, when there is none. */
    public Range from(long start) {
        return new Range(clamp(start), high);
    }

    /** The first {@code count} indices, or the whole range when it has fewer; {@code count >= 0}. */
    public Range first(long count) {
        return count >= size() ? this : new Range(low, low + count);
    }

    /** The index {@code count} behind {@code low}, at most {@code high}; {@code count >= 0}. */
    public long advance(long count) {
        return count >= size() ? high : low + count;
    }

    /** {@code index} moved into {@code [low, high]}. */
    public long clamp(long index) {
        return Math.min(Math.max(index, low), high);
    }

    /** {@code ceil(size / parts)}, the size of the largest of {@code parts} equal pieces; {@code parts >= 1}. */
    public long share(long parts) {
        long whole = size() / parts;
        return size() % parts == 0 ? whole : whole + 1;
    }

    /** {@code count} and the indices of this range together, at most 2^63-1; {@code count >= 0}. */
    public long addTo(long count) {
        return count > Long.MAX_VALUE - size() ? Long.MAX_VALUE : count + size();
    }

    @Override
    public int compareTo(Range other) {
        int byLow = Long.compare(low, other.low);
        return byLow != 0 ? byLow : Long.compare(high, other.high);
    }

    @Override
    public String toString() {
        return "[" + low + ", " + high + ")";
    }
}
