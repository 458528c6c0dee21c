package io.rangefold.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.WorkerId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCoordinatorAccessTest {
    private static final WorkerId WORKER = new WorkerId("w");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CoordinatorAccess.Factory factory = HttpCoordinatorAccess.factory();
    private final AtomicInteger ends = new AtomicInteger();
    private NodePortStub coordinator;

    @BeforeEach
    void start() throws IOException {
        coordinator = new NodePortStub();
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    private CoordinatorAccess open() {
        return factory.open("127.0.0.1", coordinator.port());
    }

    @Test
    void coordinatorThatHangsUp_isToldOfOnce() throws IOException {
        try (CoordinatorAccess access = open()) {
            access.keepAlive(WORKER, 1, ends::incrementAndGet);
            await().atMost(PATIENCE).until(() -> coordinator.open() == 1);

            coordinator.hangUp();

            await().atMost(PATIENCE).until(() -> ends.get() == 1);
        }
        assertThat(ends).hasValue(1);
    }

    @Test
    void coordinatorThatIsNotThere_isToldOf() {
        coordinator.close();
        try (CoordinatorAccess access = open()) {
            access.keepAlive(WORKER, 1, ends::incrementAndGet);

            await().atMost(PATIENCE).until(() -> ends.get() == 1);
            assertThatThrownBy(() -> access.get(BlobId.of(new byte[0])))
                    .isInstanceOf(BlobUnavailableException.class)
                    .hasMessageContaining("can't be reached");
        }
    }

    @Test
    void silentCoordinator_isToldOf_andNotHungUpOn() {
        try (CoordinatorAccess access = open()) {
            access.keepAlive(WORKER, 1, ends::incrementAndGet);

            await().atMost(PATIENCE).until(() -> ends.get() == 1);

            assertThat(coordinator.open()).isEqualTo(1);
        }
        await().atMost(PATIENCE).until(() -> coordinator.open() == 0);
    }

    @Test
    void requestThatACoordinatorDoesNotAnswer_endsWhenAnotherOneIsRegisteredWith() {
        CoordinatorAccess access = open();
        CompletableFuture<Void> upload =
                CompletableFuture.runAsync(() -> access.store(BlobId.of(new byte[] {1}), new byte[] {1}));
        await().atMost(PATIENCE).until(() -> coordinator.open() == 1);

        access.close();

        assertThatThrownBy(upload::join).hasCauseInstanceOf(BlobUnavailableException.class);
        await().atMost(PATIENCE).until(() -> coordinator.open() == 0);
        assertThatThrownBy(() -> access.get(BlobId.of(new byte[0]))).isInstanceOf(BlobUnavailableException.class);
    }

    @Test
    void hundredRegistrations_leaveNeitherThreadsNorConnectionsBehind() {
        int pingersBefore = threads("liveness");
        int clientsBefore = threads("-SelectorManager");
        for (int registration = 1; registration <= 100; registration++) {
            int expected = registration;
            CoordinatorAccess access = open();
            access.keepAlive(WORKER, registration, ends::incrementAndGet);
            if (registration % 2 == 0) {
                // The others are given up while they are being opened.
                await().atMost(PATIENCE).until(() -> coordinator.opened() >= expected / 2);
            }
            access.close();
        }

        await().atMost(PATIENCE).until(() -> threads("liveness") == pingersBefore && coordinator.open() == 0);
        assertThat(threads("-SelectorManager")).isLessThanOrEqualTo(clientsBefore);
    }

    private static int threads(String name) {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }
}
