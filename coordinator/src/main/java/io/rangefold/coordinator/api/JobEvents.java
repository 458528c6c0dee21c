package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.rangefold.coordinator.document.HistoryDocument;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A job's life as server-sent events, or the cluster's: {@code job}, the document at every change and the last one when it has
 * ended, and {@code history}, each event of the history once and in order. A reader that is slower than the changes misses some
 * documents, never the last, and nothing of the history. What is written to a slow reader blocks that reader's thread alone.
 */
final class JobEvents {
    /** Every reader holds a thread. */
    static final int MAX_READERS = 64;

    /** So long a reader may not know that its term is over, or that something has happened. */
    private static final long LOOK_MILLIS = 500;

    /** The history is read from the store: once in so long does, and whenever the job's state is another. */
    private static final long HISTORY_NANOS = 1_000_000_000;

    private static final int PAGE = 1000;

    private final JobService jobs;
    private final Leadership leadership;
    private final Semaphore places = new Semaphore(MAX_READERS);
    private volatile boolean closed;

    JobEvents(JobService jobs, Leadership leadership) {
        this.jobs = jobs;
        this.leadership = leadership;
    }

    /** Writes a job's events until it ends, the reader leaves, the coordinator leads no more, or this is closed. */
    void ofJob(Context context) throws IOException {
        Queries.only(context, List.of(JobRoutes.AFTER));
        long after = EventStream.position(context);
        long term = leadership.term();
        JobId id = JobRoutes.existing(context, jobs::find).id();
        takePlace();
        Mailbox mailbox = new Mailbox();
        JobService.Subscription subscription = jobs.watch(id, mailbox::put);
        try {
            follow(new EventStream(context, after, leadership, term), id, mailbox);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
            places.release();
        }
    }

    /** Writes the history of the cluster until the reader leaves, the coordinator leads no more, or this is closed. */
    void ofCluster(Context context) throws IOException {
        Queries.only(context, List.of(JobRoutes.AFTER));
        long after = EventStream.position(context);
        long term = leadership.term();
        takePlace();
        try {
            EventStream stream = new EventStream(context, after, leadership, term);
            while (!closed && !stream.isOver()) {
                sendHistory(stream, from -> jobs.events(from, PAGE));
                stream.keepAlive();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** Ends all streams within half a second. */
    void close() {
        closed = true;
    }

    private void takePlace() {
        if (!places.tryAcquire()) {
            throw new ApiRefusedException(
                    Replies.UNAVAILABLE,
                    "too-many-readers",
                    "too many events are read at once",
                    "",
                    "end some watches, or poll");
        }
    }

    private void follow(EventStream stream, JobId id, Mailbox mailbox) throws IOException, InterruptedException {
        Optional<JobState> told = Optional.empty();
        long lastLook = System.nanoTime() - HISTORY_NANOS;
        while (told.filter(JobState::isTerminal).isEmpty() && !closed && !stream.isOver()) {
            JobView job = mailbox.take(LOOK_MILLIS);
            boolean isAnother = job != null && !told.equals(Optional.of(job.state()));
            if (isAnother || System.nanoTime() - lastLook >= HISTORY_NANOS) {
                lastLook = System.nanoTime();
                sendHistory(stream, after -> jobs.history(id, after, PAGE).thenApply(it -> it.orElse(List.of())));
            }
            if (job != null) {
                told = Optional.of(job.state());
                stream.send("job", stream.lastId(), json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT));
            }
            stream.keepAlive();
        }
    }

    /** Sends all there is of a history, from where the reader is. */
    private void sendHistory(EventStream stream, LongFunction<CompletionStage<List<JobEvent>>> history)
            throws IOException {
        int size = PAGE;
        while (size == PAGE && !closed && !stream.isOver()) {
            List<JobEvent> page;
            try {
                page = Replies.await(history.apply(stream.lastId()));
            } catch (ApiRefusedException e) {
                // The store is in trouble: what happened is told later.
                return;
            }
            for (JobEvent event : page) {
                stream.send("history", event.number(), json -> HistoryDocument.writeEvent(json, event));
            }
            size = page.size();
        }
    }

    /** Has the newest view that was not taken yet. */
    private static final class Mailbox {
        private @Nullable JobView latest;

        synchronized void put(JobView job) {
            latest = job;
            notifyAll();
        }

        /** The newest view, or null when none came for so long. */
        synchronized @Nullable JobView take(long patienceMillis) throws InterruptedException {
            long deadline = System.nanoTime() + patienceMillis * 1_000_000;
            while (latest == null) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return null;
                }
                wait(millis);
            }
            JobView job = latest;
            latest = null;
            return job;
        }
    }
}
