package io.rangefold.coordinator.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.protocol.BlobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StoreWriterTest {
    private final FakeStore store = new FakeStore();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StoreWriter writer = new StoreWriter(
            store, FakeStore.TERM, Optional.of(FakeStore.SELF), id -> new byte[0], new Told(), NodeMeter.NONE);

    private final class Told implements StoreWriter.Listener {
        @Override
        public void saved(long group) {
            told.add("saved " + group);
        }

        @Override
        public void troubled(StoreException why) {
            told.add("troubled: " + why.getMessage());
        }

        @Override
        public void recovered() {
            told.add("recovered");
        }

        @Override
        public void lost() {
            told.add("lost");
        }

        @Override
        public void failed(RuntimeException why) {
            told.add("failed: " + why.getMessage());
        }
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private String next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    private static SaveGroup group(long number) {
        return new SaveGroup(number, List.of());
    }

    @Test
    void groups_areWrittenInTheirOrder() throws InterruptedException {
        writer.write(group(1));
        writer.write(group(2));
        writer.start();

        assertThat(List.of(next(), next())).containsExactly("saved 1", "saved 2");
        assertThat(store.written).containsExactly(1L, 2L);
    }

    @Test
    void group_thatCouldNotBeWritten_isWrittenAgain_andTroubleIsToldOnce() throws InterruptedException {
        store.failures.addAll(List.of("disk full", "disk full"));
        writer.write(group(1));
        writer.start();

        assertThat(List.of(next(), next(), next())).containsExactly("troubled: disk full", "recovered", "saved 1");
        assertThat(store.written).containsExactly(1L);
    }

    @Test
    void groupOfATermThatIsOver_isNotWritten_andEndsTheWriter() throws InterruptedException {
        store.over = true;
        writer.write(group(1));
        writer.start();

        assertThat(next()).isEqualTo("lost");
        assertThat(store.written).isEmpty();
    }

    @Test
    void leaderThatCannotReachItsStoreForLong_leadsNoMore() throws InterruptedException {
        store.outOfReach = true;
        writer.write(group(1));
        writer.start();

        assertThat(List.of(next(), next())).containsExactly("troubled: out of reach", "lost");
    }

    @Test
    void leaderThatStoresMuchData_isNotCutOffWhileItGoesOn() throws InterruptedException {
        List<Boolean> cutOff = new CopyOnWriteArrayList<>();
        store.writing = blobs -> {
            long lateNanos = System.nanoTime() + StoreWriter.DEAD_LEASE.toNanos();
            cutOff.add(writer.isCutOff(lateNanos));
            blobs.get(BlobId.of(new byte[0]));
            cutOff.add(writer.isCutOff(lateNanos));
        };
        writer.write(group(1));
        writer.start();

        assertThat(next()).isEqualTo("saved 1");
        assertThat(cutOff).containsExactly(true, false);
    }

    @Test
    void errorInTheStore_isToldAsAFailure() throws InterruptedException {
        store.breaks = true;
        writer.write(group(1));
        writer.start();

        assertThat(next()).contains("failed", "broken");
    }

    @Test
    void leaderThatWritesNothing_goesOnLeading() throws InterruptedException {
        writer.start();

        assertThat(store.renewed.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedWriter_hasWrittenEverything_andLetsOthersLead() {
        writer.write(group(1));
        writer.write(group(2));
        writer.start();
        writer.close();

        assertThat(store.written).containsExactly(1L, 2L);
        assertThat(store.resigned).isTrue();
    }

    @Test
    void prune_isAnsweredWithTheNumber_orWithWhatIsWrong() throws Exception {
        writer.start();
        assertThat(writer.prune(Duration.ofDays(1)).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(FakeStore.PRUNED);

        store.failures.add("disk full");
        assertThatThrownBy(() ->
                        writer.prune(Duration.ofDays(1)).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("disk full");
    }
}
