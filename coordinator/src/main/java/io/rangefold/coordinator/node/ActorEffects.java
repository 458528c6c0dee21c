package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.schedule.Effects;
import io.rangefold.coordinator.schedule.Meter;
import io.rangefold.coordinator.schedule.Note;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Does what the scheduler wants done, by means of actors. */
final class ActorEffects implements Effects {
    private static final int MAX_KNOWN_WORKERS = 10_000;

    private final BlobStore blobs;
    private final Watchers watchers;
    private final Consumer<JobId> conclude;
    private final Map<WorkerId, ActorRef<CoordinatorToWorker>> workers = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Connection, Runnable> connections = new HashMap<>();
    private final Deque<Long> unsaved = new ArrayDeque<>();
    private final Optional<StoreWriter> writer;
    private final Deque<JobId> unconcluded = new ArrayDeque<>();
    private final NoteLog log;
    private final NodeMeter meter;
    private final MemoryHistory history = new MemoryHistory(Instant.now());

    private record Connection(WorkerId worker, long session) {}

    /**
     * @param writer makes groups durable; empty if what is applied is all there is
     * @param log where notes are written
     */
    ActorEffects(
            BlobStore blobs,
            Optional<StoreWriter> writer,
            Watchers watchers,
            Consumer<JobId> conclude,
            NoteLog log,
            NodeMeter meter) {
        this.blobs = blobs;
        this.writer = writer;
        this.watchers = watchers;
        this.conclude = conclude;
        this.log = log;
        this.meter = meter;
    }

    /** What happened, as far as no store keeps it. */
    List<JobEvent> history(Optional<JobId> job, long after, int limit) {
        return history.after(job, after, limit);
    }

    /** Where messages to that worker go from now on. */
    void knows(WorkerId worker, ActorRef<CoordinatorToWorker> ref) {
        workers.put(worker, ref);
        if (workers.size() > MAX_KNOWN_WORKERS) {
            workers.remove(workers.keySet().iterator().next());
        }
    }

    void connected(WorkerId worker, long session, Runnable close) {
        if (connections.put(new Connection(worker, session), close) == null) {
            meter.connections(1);
        }
    }

    void disconnected(WorkerId worker, long session) {
        if (connections.remove(new Connection(worker, session)) != null) {
            meter.connections(-1);
        }
    }

    /** Ends every connection: this coordinator leads no more. */
    void disconnectAll() {
        meter.connections(-connections.size());
        connections.values().forEach(Runnable::run);
        connections.clear();
    }

    /** Does what an event has left to be done. Without a store, what is applied is safe at once. */
    void settle(LongConsumer durable) {
        while (!unsaved.isEmpty() || !unconcluded.isEmpty()) {
            for (Long group = unsaved.poll(); group != null; group = unsaved.poll()) {
                durable.accept(group);
            }
            for (JobId job = unconcluded.poll(); job != null; job = unconcluded.poll()) {
                conclude.accept(job);
            }
        }
    }

    @Override
    public void send(WorkerId worker, CoordinatorToWorker message) {
        ActorRef<CoordinatorToWorker> ref = workers.get(worker);
        if (ref != null) {
            ref.tell(message);
        }
    }

    @Override
    public boolean isStored(SegmentRef segment) {
        return blobs.holds(segment.id());
    }

    @Override
    public void save(SaveGroup group) {
        if (writer.isPresent()) {
            writer.get().write(group);
        } else {
            history.append(group);
            unsaved.add(group.number());
        }
    }

    @Override
    public void disconnect(WorkerId worker, long session) {
        Runnable close = connections.remove(new Connection(worker, session));
        if (close != null) {
            meter.connections(-1);
            close.run();
        }
    }

    @Override
    public void conclude(JobId job) {
        unconcluded.add(job);
    }

    @Override
    public void changed(JobId job) {
        watchers.changed(job);
    }

    @Override
    public void discard(JobId job) {
        // What no job uses any more is swept.
    }

    @Override
    public void note(Note note) {
        log.write(note);
        meter.noted(note);
    }

    @Override
    public Meter meter() {
        return meter;
    }
}
