package io.rangefold.job.range.histogram;

import io.rangefold.job.PartialType;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Histograms: a version byte, the number of values, then the least value, the distance of each from the one before, and the
 * counts. Too large ones are a single byte more than the version, and swallow whatever is merged with them.
 *
 * <p>That a union is too large does not depend on the order in which it is merged, so encodings stay canonical. A commit of
 * more than 64 KiB is cut into smaller ones by its slot; only what is merged of all may be larger, up to some 1.2 MiB.
 */
final class HistogramPartials implements PartialType<Histogram> {
    private static final int VERSION = 1;
    private static final int TABLE = 0;
    private static final int TOO_LARGE = 1;
    private static final int MAX_NUMBER_BYTES = Limits.MAX_VALUE_BITS / 8 + 2;

    @Override
    public Histogram identity() {
        return Histogram.EMPTY;
    }

    @Override
    public Histogram merge(Histogram a, Histogram b) {
        if (a.isTooLarge() || b.isTooLarge()) {
            return Histogram.TOO_LARGE;
        }
        BigInteger[] values = new BigInteger[a.size() + b.size()];
        long[] counts = new long[values.length];
        int size = 0;
        int nextA = 0;
        int nextB = 0;
        while (nextA < a.size() || nextB < b.size()) {
            int order = nextA == a.size() ? 1 : nextB == b.size() ? -1 : a.values()[nextA].compareTo(b.values()[nextB]);
            values[size] = order <= 0 ? a.values()[nextA] : b.values()[nextB];
            long fromA = order <= 0 ? a.counts()[nextA++] : 0;
            long fromB = order >= 0 ? b.counts()[nextB++] : 0;
            counts[size++] = Math.addExact(fromA, fromB);
        }
        return new Histogram(Arrays.copyOf(values, size), Arrays.copyOf(counts, size), false).bounded();
    }

    @Override
    public byte[] encode(Histogram histogram) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        out.writeCount(histogram.isTooLarge() ? TOO_LARGE : TABLE);
        if (!histogram.isTooLarge()) {
            out.writeCount(histogram.size());
            writeValues(histogram.values(), out);
            for (long count : histogram.counts()) {
                out.writeCount(count);
            }
        }
        return out.toByteArray();
    }

    private static void writeValues(BigInteger[] values, CompactWriter out) {
        for (int k = 0; k < values.length; k++) {
            if (k == 0) {
                out.writeInteger(values[0]);
            } else {
                writeDistance(values[k].subtract(values[k - 1]), out);
            }
        }
    }

    /** One of less than 64 bits as a count; a longer one behind a 0, which no distance is. */
    private static void writeDistance(BigInteger distance, CompactWriter out) {
        if (distance.bitLength() < Long.SIZE) {
            out.writeCount(distance.longValue());
        } else {
            out.writeCount(0);
            out.writeInteger(distance);
        }
    }

    @Override
    public Histogram decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        Histogram histogram = in.readCount(TABLE, TOO_LARGE) == TOO_LARGE ? Histogram.TOO_LARGE : readTable(in);
        in.expectEnd();
        return histogram;
    }

    private static Histogram readTable(CompactReader in) {
        int size = (int) in.readCount(0, Histogram.MAX_VALUES);
        if (size > in.remaining()) {
            throw new IllegalArgumentException("cut off: " + size + " values in " + in.remaining() + " bytes");
        }
        BigInteger[] values = new BigInteger[size];
        for (int k = 0; k < size; k++) {
            values[k] = k == 0 ? in.readInteger(MAX_NUMBER_BYTES) : values[k - 1].add(readDistance(in));
            if (Limits.isTooLarge(values[k])) {
                throw new IllegalArgumentException("a value of more bits than there may be");
            }
        }
        long[] counts = new long[size];
        for (int k = 0; k < size; k++) {
            counts[k] = in.readCount(1, Long.MAX_VALUE);
        }
        Histogram histogram = new Histogram(values, counts, false);
        if (histogram.bounded().isTooLarge()) {
            throw new IllegalArgumentException("longer values than a histogram may have");
        }
        return histogram;
    }

    private static BigInteger readDistance(CompactReader in) {
        long distance = in.readCount(0, Long.MAX_VALUE);
        if (distance > 0) {
            return BigInteger.valueOf(distance);
        }
        BigInteger far = in.readInteger(MAX_NUMBER_BYTES);
        if (far.signum() < 0 || far.bitLength() < Long.SIZE) {
            throw new IllegalArgumentException("a distance is not in its canonical form");
        }
        return far;
    }

    /** Nothing changes a histogram any more that is too large. */
    @Override
    public long cutoff(Histogram merged) {
        return merged.isTooLarge() ? 0 : Long.MAX_VALUE;
    }
}
