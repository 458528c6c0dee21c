package io.rangefold.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.protocol.Range;
import java.util.BitSet;
import java.util.SplittableRandom;
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
            }
        }
        assertThat(set.size()).isEqualTo(bits.cardinality());
    }
}
