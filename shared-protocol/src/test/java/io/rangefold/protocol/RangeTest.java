package io.rangefold.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeTest {
    private static final Range ALL = Range.upTo(Long.MAX_VALUE);

    @Test
    void bounds_thatAreNoRange_areRefused() {
        assertThatThrownBy(() -> Range.of(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.of(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void largestRange_overflowsNowhere() {
        assertThat(ALL.size()).isEqualTo(Long.MAX_VALUE);
        assertThat(ALL.advance(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(ALL.first(Long.MAX_VALUE)).isEqualTo(ALL);
        assertThat(ALL.share(2)).isEqualTo(1L << 62);
        assertThat(ALL.share(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(ALL.from(5).advance(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(ALL.addTo(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void beforeAndFrom_splitARangeAnywhere() {
        Range range = Range.of(10, 20);

        for (long at : new long[] {0, 10, 13, 20, 99}) {
            assertThat(range.before(at).size() + range.from(at).size()).isEqualTo(10);
            assertThat(range.before(at).high()).isEqualTo(range.from(at).low());
        }
    }

    @Test
    void beforeAndFrom_outsideOfTheRange_areEmptyAtItsEdges() {
        assertThat(Range.of(10, 20).before(5)).isEqualTo(Range.of(10, 10));
        assertThat(Range.of(10, 20).from(25)).isEqualTo(Range.of(20, 20));
    }

    @Test
    void overlaps_needsACommonIndex() {
        assertThat(Range.of(0, 10).overlaps(Range.of(10, 20))).isFalse();
        assertThat(Range.of(0, 11).overlaps(Range.of(10, 20))).isTrue();
        assertThat(Range.of(5, 5).overlaps(Range.of(0, 10))).isFalse();
    }

    @Test
    void contains_takesItsLowAndNotItsHigh() {
        assertThat(Range.of(10, 20).contains(10)).isTrue();
        assertThat(Range.of(10, 20).contains(20)).isFalse();
        assertThat(Range.of(10, 20).contains(Range.of(10, 20))).isTrue();
        assertThat(Range.of(10, 20).contains(Range.of(10, 21))).isFalse();
    }

    @Test
    void share_isRoundedUp() {
        assertThat(Range.upTo(10).share(3)).isEqualTo(4);
        assertThat(Range.upTo(9).share(3)).isEqualTo(3);
        assertThat(Range.upTo(0).share(3)).isZero();
    }

    @Test
    void order_isByLowThenByHigh() {
        assertThat(Range.of(1, 2)).isLessThan(Range.of(2, 2)).isLessThan(Range.of(1, 3));
    }
}
