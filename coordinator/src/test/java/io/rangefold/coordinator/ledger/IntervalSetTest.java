package io.rangefold.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntervalSetTest {
    private final IntervalSet set = new IntervalSet();

    @Test
    void neighbours_coalesce() {
        set.add(Range.of(0, 10));
        set.add(Range.of(20, 30));
        assertThat(set.intervals()).isEqualTo(2);

        set.add(Range.of(10, 20));

        assertThat(set.ranges()).containsExactly(Range.of(0, 30));
        assertThat(set.size()).isEqualTo(30);
    }

    @Test
    void emptyRange_addsNothing_andIsContained() {
        set.add(Range.of(5, 5));

        assertThat(set.intervals()).isZero();
        assertThat(set.containsAll(Range.of(7, 7))).isTrue();
        assertThat(set.overlaps(Range.of(7, 7))).isFalse();
    }

    @Test
    void range_thatIsThereAlready_isRefused() {
        set.add(Range.of(0, 10));

        assertThatThrownBy(() -> set.add(Range.of(9, 11))).isInstanceOf(AssertionError.class);
    }

    @Test
    void wholeOfAllIndices_fits() {
        set.add(Range.of(1, Long.MAX_VALUE));
        set.add(Range.of(0, 1));

        assertThat(set.ranges()).containsExactly(Range.upTo(Long.MAX_VALUE));
        assertThat(set.size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void setOfManyRanges_agreesWithABitSet() {
        SplittableRandom random = new SplittableRandom(1);
        BitSet bits = new BitSet();
        for (int i = 0; i < 2_000; i++) {
            int low = random.nextInt(1_000);
            int high = low + random.nextInt(8);
            Range range = Range.of(low, high);
            BitSet part = bits.get(low, high);
            assertThat(set.overlaps(range)).isEqualTo(!part.isEmpty());
            assertThat(set.containsAll(range)).isEqualTo(part.cardinality() == high - low);
            if (part.isEmpty()) {
                set.add(range);
                bits.set(low, high);
            } else if (random.nextInt(4) == 0) {
                long removed = set.remove(range).stream().mapToLong(Range::size).sum();
                assertThat(removed).isEqualTo(part.cardinality());
                bits.clear(low, high);
            }
        }
        assertThat(set.size()).isEqualTo(bits.cardinality());
        long gaps =
                set.gapsIn(Range.upTo(2_000)).stream().mapToLong(Range::size).sum();
        assertThat(gaps).isEqualTo(2_000 - bits.cardinality());
    }

    @Test
    void removal_splitsWhatItLiesIn() {
        set.add(Range.of(0, 30));

        assertThat(set.remove(Range.of(10, 20))).containsExactly(Range.of(10, 20));

        assertThat(set.ranges()).containsExactly(Range.of(0, 10), Range.of(20, 30));
        assertThat(set.size()).isEqualTo(20);
        assertThat(set.gapsIn(Range.of(5, 40))).containsExactly(Range.of(10, 20), Range.of(30, 40));
    }

    /** What edits say, applied one after the other to a copy, makes the same set. */
    @Test
    void edits_areWhatACopyNeeds() {
        SplittableRandom random = new SplittableRandom(2);
        IntervalSet recording = IntervalSet.recording();
        Map<Long, Long> copy = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            Range range = Range.of(random.nextInt(300), 300).first(random.nextInt(8));
            if (!recording.overlaps(range)) {
                recording.add(range);
            } else if (random.nextInt(3) == 0) {
                recording.remove(range);
            }
            if (random.nextInt(5) == 0) {
                for (IntervalSet.Edit edit : recording.takeEdits()) {
                    edit.high().ifPresentOrElse(high -> copy.put(edit.low(), high), () -> copy.remove(edit.low()));
                }
                List<Range> ranges = new ArrayList<>();
                copy.forEach((low, high) -> ranges.add(Range.of(low, high)));
                assertThat(ranges).isEqualTo(recording.ranges());
            }
        }
    }
}
