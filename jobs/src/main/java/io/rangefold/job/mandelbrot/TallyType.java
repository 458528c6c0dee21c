package io.rangefold.job.mandelbrot;

import io.rangefold.job.PartialType;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;

/** Sums, a minimum and a maximum: a version byte, then five counts. */
record TallyType(View view) implements PartialType<Tally> {
    private static final int VERSION = 1;

    @Override
    public Tally identity() {
        return Tally.NONE;
    }

    @Override
    public Tally merge(Tally a, Tally b) {
        return a.plus(b);
    }

    @Override
    public byte[] encode(Tally partial) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        out.writeCount(partial.rows());
        out.writeCount(partial.inside());
        out.writeCount(partial.iterations());
        out.writeCount(partial.least());
        out.writeCount(partial.most());
        return out.toByteArray();
    }

    @Override
    public Tally decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        long rows = in.readCount(0, view.height());
        long inside = in.readCount(0, rows * view.width());
        long escaped = rows * view.width() - inside;
        long iterations = in.readCount(escaped, escaped * view.iterations());
        int least = (int) in.readCount(1, Integer.MAX_VALUE);
        int most = (int) in.readCount(escaped == 0 ? 0 : least, escaped == 0 ? 0 : Integer.MAX_VALUE);
        in.expectEnd();
        return new Tally(rows, inside, iterations, least, most);
    }
}
