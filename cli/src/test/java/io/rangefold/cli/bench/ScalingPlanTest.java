package io.rangefold.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalingPlanTest {
    @Test
    void doublings_endWithAllThereAre() {
        assertThat(ScalingPlan.doublings(1)).containsExactly(1);
        assertThat(ScalingPlan.doublings(2)).containsExactly(1, 2);
        assertThat(ScalingPlan.doublings(12)).containsExactly(1, 2, 4, 8, 12);
    }

    @Test
    void everyRound_hasEverybodyOnce() {
        ScalingPlan plan = new ScalingPlan(ScalingPlan.crossed(List.of(0), List.of(4, 1, 2)), 5, 1, 1);

        for (int round = 0; round < 20; round++) {
            assertThat(plan.order(round)).containsExactlyInAnyOrder(-1, 0, 1, 2);
        }
    }

    @Test
    void orders_differ_butNotWithTheSameSeed() {
        ScalingPlan plan = new ScalingPlan(ScalingPlan.crossed(List.of(0), List.of(1, 2, 4)), 5, 1, 3);
        ScalingPlan again = new ScalingPlan(plan.sizes(), 5, 1, 3);
        ScalingPlan other = new ScalingPlan(plan.sizes(), 5, 1, 4);

        assertThat(orders(plan)).isEqualTo(orders(again)).isNotEqualTo(orders(other));
        assertThat(orders(plan).stream().distinct().count()).isGreaterThan(1);
    }

    private static List<List<Integer>> orders(ScalingPlan plan) {
        return IntStream.range(0, 10).mapToObj(plan::order).toList();
    }

    @Test
    void sizes_areInTheOrderOfAllTheirSlots() {
        List<Size> sizes = ScalingPlan.crossed(List.of(1, 2), List.of(1, 4));

        assertThat(sizes).extracting(Size::total).containsExactly(1, 2, 4, 8);
        assertThat(sizes)
                .extracting(Size::title)
                .containsExactly(
                        "1 worker x 1 slot", "2 workers x 1 slot", "1 worker x 4 slots", "2 workers x 4 slots");
    }
}
