package io.rangefold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitClockTest {
    private final CommitClock clock = new CommitClock(2);

    @Test
    void commitThatIsRepeated_countsFromItsFirstTime() {
        assertThat(clock.sent(1, 10, 100)).isTrue();
        assertThat(clock.sent(1, 10, 400)).isFalse();

        assertThat(clock.acknowledged(1, 10, 900)).hasValue(800);
    }

    @Test
    void commit_isSafeOnce_andOnlyWithAllOfIt() {
        clock.sent(1, 10, 100);

        assertThat(clock.acknowledged(1, 9, 200)).isEmpty();
        assertThat(clock.acknowledged(1, 10, 300)).hasValue(200);
        assertThat(clock.acknowledged(1, 10, 400)).isEmpty();
        assertThat(clock.sent(1, 10, 500)).as("a repetition that came late").isFalse();
        assertThat(clock.sent(1, 20, 600)).isTrue();
        assertThat(clock.acknowledged(1, Long.MAX_VALUE, 650)).hasValue(50);
    }

    @Test
    void oldestLeases_areForgotten() {
        clock.sent(1, 10, 100);
        clock.sent(2, 10, 100);
        clock.sent(3, 10, 100);

        assertThat(clock.acknowledged(1, 10, 200)).isEmpty();
        assertThat(clock.acknowledged(2, 10, 200)).hasValue(100);
        assertThat(clock.acknowledged(3, 10, 200)).hasValue(100);
    }
}
