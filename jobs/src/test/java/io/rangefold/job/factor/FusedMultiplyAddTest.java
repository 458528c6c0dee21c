package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FusedMultiplyAddTest {
    @Test
    void likeTimes_areThoseOfAnInstruction() {
        assertThat(FusedMultiplyAdd.isFast(2_000, 2_000)).isTrue();
        assertThat(FusedMultiplyAdd.isFast(6_000, 2_000)).isTrue();
        assertThat(FusedMultiplyAdd.isFast(0, 0)).isTrue();
    }

    @Test
    void timesHundredsOfTimesAsLong_areThoseOfSoftware() {
        assertThat(FusedMultiplyAdd.isFast(200_000, 2_000)).isFalse();
        assertThat(FusedMultiplyAdd.isFast(200_000, 0)).isFalse();
    }
}
