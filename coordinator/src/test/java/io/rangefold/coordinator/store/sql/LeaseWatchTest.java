package io.rangefold.coordinator.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.store.sql.LeaseWatch.Sight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseWatchTest {
    private final LeaseWatch watch = new LeaseWatch();

    private boolean gone(long atMillis, long renewals, boolean expired) {
        return watch.isGone(
                new Sight(1, renewals, false, expired),
                Duration.ofMillis(atMillis).toNanos());
    }

    @Test
    void resignedLeader_isGone() {
        assertThat(watch.isGone(new Sight(1, 1, true, false), 0)).isTrue();
    }

    @Test
    void atFirstSight_theDatabasesClockDecides() {
        assertThat(gone(0, 1, true)).isTrue();
        assertThat(new LeaseWatch().isGone(new Sight(1, 1, false, false), 0)).isFalse();
    }

    @Test
    void expiredLease_isOver_onceItsHolderWasSilentForAWhile() {
        assertThat(gone(0, 1, false)).isFalse();
        assertThat(gone(2000, 1, true)).isTrue();
    }

    @Test
    void clockPutForward_doesNotEndTheLeaseOfALivingLeader() {
        assertThat(gone(0, 1, false)).isFalse();
        assertThat(gone(500, 1, true)).isFalse();
        assertThat(gone(1000, 2, true)).isFalse();
        assertThat(gone(2000, 3, true)).isFalse();
    }

    @Test
    void clockPutBack_doesNotKeepTheLeaseOfADeadLeader() {
        assertThat(gone(0, 1, false)).isFalse();
        assertThat(gone(2900, 1, false)).isFalse();
        assertThat(gone(3000, 1, false)).isTrue();
    }
}
