package io.rangefold.job.factor;

import java.util.ArrayList;
import java.util.List;

/**
 * The first numbers of a list that are not wholly factored, as many as fit {@link #MAX_BYTES}: some 1 000 of 60 digits. All of
 * those below {@link #end} are here, and none at or beyond it; so merging is associative.
 *
 * @param numbers ascending by index
 * @param end the first index that found no room; {@code Long.MAX_VALUE} if all did
 */
record HardNumbers(List<HardNumber> numbers, long end) {
    /** Half of what a partial may have. */
    static final int MAX_BYTES = 32 * 1024;

    static final HardNumbers NONE = new HardNumbers(List.of(), Long.MAX_VALUE);

    HardNumbers {
        numbers = List.copyOf(numbers);
    }

    static HardNumbers of(List<HardNumber> ascending) {
        return fitting(ascending, Long.MAX_VALUE);
    }

    /** Both together. Costs a pass over both. */
    HardNumbers plus(HardNumbers other) {
        if (other.numbers.isEmpty() && other.end >= end) {
            return this;
        }
        List<HardNumber> all = new ArrayList<>(numbers);
        all.addAll(other.numbers);
        all.sort((a, b) -> Long.compare(a.index(), b.index()));
        return fitting(all, Math.min(end, other.end));
    }

    private static HardNumbers fitting(List<HardNumber> ascending, long end) {
        List<HardNumber> kept = new ArrayList<>();
        int bytes = 0;
        for (HardNumber number : ascending) {
            bytes += number.encodedLength();
            if (number.index() >= end) {
                break;
            }
            if (bytes > MAX_BYTES) {
                return new HardNumbers(kept, number.index());
            }
            kept.add(number);
        }
        return new HardNumbers(kept, end);
    }

    void write(Encoder out) {
        out.writeCount(end == Long.MAX_VALUE ? 0 : end + 1);
        out.writeCount(numbers.size());
        numbers.forEach(number -> number.write(out));
    }

    /** @throws IllegalArgumentException if there are none, or they do not ascend */
    static HardNumbers read(Decoder in) {
        long end = in.readCount(0, NumberList.MAX_COUNT);
        long count = in.readCount(0, MAX_BYTES);
        List<HardNumber> numbers = new ArrayList<>();
        long last = -1;
        for (long i = 0; i < count; i++) {
            HardNumber number = HardNumber.read(in);
            if (number.index() <= last) {
                throw new IllegalArgumentException("indices do not ascend");
            }
            last = number.index();
            numbers.add(number);
        }
        return new HardNumbers(numbers, end == 0 ? Long.MAX_VALUE : end - 1);
    }
}
