package io.rangefold.coordinator.node;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.coordinator.store.Term;
import io.rangefold.job.BlobSource;
import io.rangefold.protocol.BlobId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes groups to a store, one after the other, on a thread of its own. A group that could not be written, or whose fate is
 * not known, is written again until it is there; a term that another one has followed ends the thread.
 */
final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    /** A third of a leader's lease: two renewals may fail. */
    private static final Duration RENEWAL = JobStore.LEASE.dividedBy(3);

    /** A leader that can't reach its store for so long is not one any more: workers must look for another. */
    static final Duration DEAD_LEASE = JobStore.LEASE.multipliedBy(2);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final JobStore store;
    private final Term term;
    private final Optional<Leader> self;
    private final BlobSource blobs;
    private final Listener listener;
    private final NodeMeter meter;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private volatile boolean closing;
    private volatile OptionalLong attemptNanos = OptionalLong.empty();
    private boolean troubled;
    private long ledNanos = System.nanoTime();

    /** Is told what became of groups; called from the writer's thread, and must not block. */
    interface Listener {
        void saved(long group);

        /** Nothing can be written at present; told once, until {@link #recovered}. */
        void troubled(StoreException why);

        void recovered();

        /** Another coordinator leads, or may. */
        void lost();

        /** The store refuses what it should not: a defect. */
        void failed(RuntimeException why);
    }

    /** @param self how others find this coordinator; empty if there are no others */
    StoreWriter(
            JobStore store, Term term, Optional<Leader> self, BlobSource blobs, Listener listener, NodeMeter meter) {
        this.meter = meter;
        this.self = self;
        this.store = store;
        this.term = term;
        this.blobs = blobs;
        this.listener = listener;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether an attempt hangs for so long that another coordinator may lead by now; never if there is none. */
    boolean isCutOff(long nowNanos) {
        OptionalLong begun = attemptNanos;
        return self.isPresent() && begun.isPresent() && nowNanos - begun.getAsLong() > DEAD_LEASE.toNanos();
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    /** Answered by {@link Listener#saved} once it is durable. */
    void write(SaveGroup group) {
        tasks.add(() -> {
            long begunNanos = System.nanoTime();
            insist(() -> store.write(term, group, this::next));
            meter.stored(group.changes().size(), System.nanoTime() - begunNanos);
            listener.saved(group.number());
        });
    }

    /** Much data is stored in several transactions: whoever asks for more of it does not hang, and still leads. */
    private byte[] next(BlobId data) {
        attemptNanos = OptionalLong.of(System.nanoTime());
        return blobs.get(data);
    }

    /** Removes jobs that ended longer ago than that, and gives their number. */
    CompletionStage<Long> prune(Duration olderThan) {
        CompletableFuture<Long> pruned = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                pruned.complete(store.prune(term, olderThan));
            } catch (StoreException | LeadershipLostException e) {
                pruned.completeExceptionally(e);
            }
        });
        return pruned;
    }

    private void run() {
        try {
            while (!closing || !tasks.isEmpty()) {
                Task task = tasks.poll(RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                } else if (store.isShared() && !closing) {
                    insist(() -> store.renew(term));
                }
            }
            store.resign(term);
        } catch (InterruptedException e) {
            LOG.debug("ends without having written everything");
        } catch (LeadershipLostException e) {
            log().log("{}", e.getMessage());
            listener.lost();
        } catch (OutOfReachException e) {
            log().log("the store can't be reached: another coordinator may lead now");
            listener.lost();
        } catch (StoreException e) {
            log().log("another coordinator has to wait for the lease to run out: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // A coordinator whose writer is gone must not go on as if it led.
            listener.failed(new IllegalStateException("the store's writer has failed: " + e, e));
        }
    }

    private LoggingEventBuilder log() {
        return LOG.atWarn().addKeyValue("epoch", term.epoch().number());
    }

    private void insist(Runnable attempt) throws InterruptedException {
        while (true) {
            long begunNanos = System.nanoTime();
            attemptNanos = OptionalLong.of(begunNanos);
            try {
                attempt.run();
                ledNanos = begunNanos;
                if (troubled) {
                    troubled = false;
                    listener.recovered();
                }
                attemptNanos = OptionalLong.empty();
                return;
            } catch (StoreOpenException | StoreDamagedException e) {
                throw new IllegalStateException("the store can't be used any more", e);
            } catch (StoreException e) {
                if (!troubled) {
                    troubled = true;
                    listener.troubled(e);
                }
                if (System.nanoTime() - ledNanos > DEAD_LEASE.toNanos()) {
                    checkLeadership();
                }
                attemptNanos = OptionalLong.empty();
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
    }

    /** A store that can be read and names this coordinator has no room, or the like: nobody else can lead either. */
    private void checkLeadership() {
        if (self.isEmpty()) {
            return;
        }
        try {
            if (!store.leader().equals(self)) {
                throw new LeadershipLostException(term);
            }
        } catch (StoreException e) {
            throw new OutOfReachException(e);
        }
    }

    private static final class OutOfReachException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfReachException(StoreException cause) {
            super(cause);
        }
    }

    /** Writes what is there, lets another coordinator lead, and ends, within some seconds. */
    @Override
    public void close() {
        closing = true;
        tasks.add(() -> {});
        try {
            thread.join(LAST_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
