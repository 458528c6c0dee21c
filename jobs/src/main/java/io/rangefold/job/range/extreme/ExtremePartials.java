package io.rangefold.job.range.extreme;

import io.rangefold.job.PartialType;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;
import java.util.Optional;

/**
 * Extremes, of equal ones the first: a version byte, then the index and the value; nothing behind the version where there is no
 * value. At most some 8 KiB.
 */
final class ExtremePartials implements PartialType<Optional<Extreme>> {
    private static final int VERSION = 1;
    private static final int MAX_VALUE_BYTES = Limits.MAX_VALUE_BITS / 8 + 1;

    private final Side side;

    ExtremePartials(Side side) {
        this.side = side;
    }

    @Override
    public Optional<Extreme> identity() {
        return Optional.empty();
    }

    @Override
    public Optional<Extreme> merge(Optional<Extreme> a, Optional<Extreme> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Extreme x = a.get();
        Extreme y = b.get();
        boolean isFirst = side.isBeyond(x.value(), y.value()) || x.value().equals(y.value()) && x.index() < y.index();
        return isFirst ? a : b;
    }

    @Override
    public byte[] encode(Optional<Extreme> partial) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        if (partial.isPresent()) {
            out.writeCount(partial.get().index());
            out.writeInteger(partial.get().value());
        }
        return out.toByteArray();
    }

    @Override
    public Optional<Extreme> decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        if (!in.hasMore()) {
            return Optional.empty();
        }
        long index = in.readCount(0, Long.MAX_VALUE - 1);
        Extreme extreme = new Extreme(in.readInteger(MAX_VALUE_BYTES), index);
        in.expectEnd();
        return Optional.of(extreme);
    }
}
