package io.rangefold.job.factor;

import io.rangefold.job.Segments;
import io.rangefold.job.Segments.Segment;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found of each number of a list, in its order: from the output of the first stage, or better, from curves. */
final class Factorizations {
    private final NumberList numbers;
    private final Segments segments;
    private final Map<Long, Factors> hard = new HashMap<>();
    private final boolean mayHaveGaps;

    /**
     * @param numbers the list
     * @param segments the records of its numbers, in order
     * @param hard what is known better than the records say
     * @param mayHaveGaps whether records may be missing: nothing is known of those numbers
     */
    Factorizations(NumberList numbers, Segments segments, HardNumbers hard, boolean mayHaveGaps) {
        this.numbers = numbers;
        this.segments = segments;
        this.mayHaveGaps = mayHaveGaps;
        hard.numbers().forEach(number -> this.hard.put(number.index(), number.factors()));
    }

    NumberList numbers() {
        return numbers;
    }

    List<Segment> segments() {
        return segments.inOrder();
    }

    boolean mayHaveGaps() {
        return mayHaveGaps;
    }

    /** The factors of the number at {@code index}, of which there is that record. */
    Factors of(long index, Factors recorded) {
        return hard.getOrDefault(index, recorded);
    }

    /** Takes one number after the other; {@code factors} are valid until the next one. */
    interface Visitor {
        void visit(BigInteger n, Factors factors) throws IOException;
    }

    /** Shows all numbers of the list, those too of which nothing is known. */
    void forEach(Visitor visitor) throws IOException {
        NumberList.Cursor cursor = numbers.cursor();
        Factors factors = new Factors();
        long next = 0;
        for (Segment segment : segments()) {
            skip(next, segment.range().low(), cursor, visitor);
            Decoder in = new Decoder(segment.content());
            next = segment.range().high();
            for (long index = segment.range().low(); index < next; index++) {
                cursor.moveTo(index);
                factors.read(in);
                visitor.visit(cursor.number(), of(index, factors));
            }
        }
        skip(next, numbers.count(), cursor, visitor);
    }

    private static void skip(long from, long to, NumberList.Cursor cursor, Visitor visitor) throws IOException {
        Factors unknown = new Factors();
        for (long index = from; index < to; index++) {
            cursor.moveTo(index);
            BigInteger n = cursor.number();
            unknown.clear();
            unknown.leave(n);
            visitor.visit(n, unknown);
        }
    }
}
