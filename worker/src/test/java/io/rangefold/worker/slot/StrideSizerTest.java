package io.rangefold.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.Range;
import org.junit.jupiter.api.Test;

class StrideSizerTest {
    private static final long TARGET = 20_000_000;
    private static final Range REST = Range.upTo(Long.MAX_VALUE);

    @Test
    void firstStride_isATwentiethOfTheTarget() {
        assertThat(new StrideSizer(TARGET, 1_000, 1).next(REST).size()).isEqualTo(1_000);
    }

    @Test
    void stride_ofAKernelThatWantsManyTogether_hasThemUnlessTheyAreTooLargeToCommit() {
        StrideSizer sizer = new StrideSizer(TARGET, 1_000_000, 512);
        assertThat(sizer.next(REST).size()).isEqualTo(512);

        sizer.tooLarge(512);

        assertThat(sizer.next(REST).size()).isEqualTo(256);
    }

    @Test
    void strides_growEightfoldAtMost_untilTheyTakeTheTarget() {
        StrideSizer sizer = new StrideSizer(TARGET, 1_000, 1);
        sizer.measured(1_000, 1_000);

        assertThat(sizer.next(REST).size()).isEqualTo(8_000);
    }

    @Test
    void stride_slowerThanThought_makesTheNextOneSmallerAtOnce() {
        StrideSizer sizer = new StrideSizer(TARGET, 1_000, 1);
        sizer.measured(1_000, 1_000_000_000);

        assertThat(sizer.next(REST).size()).isEqualTo(20);
    }

    @Test
    void indexSlowerThanTheTarget_isAStrideOfItsOwn() {
        StrideSizer sizer = new StrideSizer(TARGET, 1_000, 1);
        sizer.measured(1, 1_000_000_000);

        assertThat(sizer.next(REST).size()).isEqualTo(1);
    }

    @Test
    void hugeRanges_thatCostNothing_endInFewStrides() {
        StrideSizer sizer = new StrideSizer(TARGET, 1, 1);
        Range rest = REST;
        int strides = 0;
        while (!rest.isEmpty()) {
            Range stride = sizer.next(rest);
            sizer.measured(stride.size(), 100);
            rest = rest.from(stride.high());
            strides++;
        }

        assertThat(strides).isLessThan(60);
    }

    @Test
    void leaseElsewhere_beginsWithASmallStrideAgain() {
        StrideSizer sizer = new StrideSizer(TARGET, 1_000, 1);
        sizer.measured(20_000, TARGET);
        assertThat(sizer.next(REST).size()).isEqualTo(20_000);

        sizer.moved();

        assertThat(sizer.next(REST).size()).isEqualTo(1_000);
    }

    @Test
    void stride_neverReachesBeyondTheRest() {
        assertThat(new StrideSizer(TARGET, 1_000, 1).next(Range.of(5, 8))).isEqualTo(Range.of(5, 8));
    }
}
