package io.rangefold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.worker.WorkerNode.HostPort;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorsTest {
    private static final HostPort TOLD = new HostPort("a", 1);

    private final Coordinators coordinators = new Coordinators(List.of(TOLD));

    private static HostPort host(int number) {
        return new HostPort("b", number);
    }

    @Test
    void memberThatTheWorkerWasNotToldOf_isNewsOnce() {
        assertThat(coordinators.seen(host(2))).isTrue();
        assertThat(coordinators.seen(host(2))).isFalse();
        assertThat(coordinators.seen(TOLD)).isFalse();

        assertThat(coordinators.all()).containsExactlyInAnyOrder(TOLD, host(2));
    }

    @Test
    void addressesThatComeAndGo_areForgottenOldestFirst_butNeverTheOneToJoin() {
        for (int number = 1; number <= 100; number++) {
            coordinators.seen(host(number));
        }

        assertThat(coordinators.all())
                .hasSize(9)
                .contains(TOLD, host(100), host(93))
                .doesNotContain(host(92));
    }
}
