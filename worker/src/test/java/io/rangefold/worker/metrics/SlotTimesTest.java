package io.rangefold.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.worker.WorkerMeter.SlotGauge;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotTimesTest {
    private static final long SECOND = 1_000_000_000;

    private long busy;

    private final SlotGauge changing = new SlotGauge() {
        @Override
        public long busyNanos(long nowNanos) {
            return busy;
        }

        @Override
        public int leases() {
            return 1;
        }
    };

    private final SlotTimes times = new SlotTimes(List.of(changing, changing), SECOND);

    @Test
    void busyAndIdle_areAllTheTimeOfAllSlots() {
        busy = 3 * SECOND;

        assertThat(times.busySeconds(5 * SECOND)).isEqualTo(6);
        assertThat(times.idleSeconds(5 * SECOND)).isEqualTo(2);
    }

    /** A counter that falls would be taken for a process that began anew. */
    @Test
    void neither_falls() {
        busy = 3 * SECOND;
        times.busySeconds(5 * SECOND);
        times.idleSeconds(5 * SECOND);

        busy = 2 * SECOND;
        assertThat(times.busySeconds(5 * SECOND)).isEqualTo(6);
        busy = 4 * SECOND;
        assertThat(times.idleSeconds(5 * SECOND)).isEqualTo(2);
    }
}
