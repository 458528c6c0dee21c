package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A job's life as server-sent events: the document at every change, the last one when it has ended. A reader that is
 * slower than the changes misses some, never the last.
 */
final class JobEvents {
    /** Every reader holds a thread. */
    static final int MAX_READERS = 64;

    private static final long KEEP_ALIVE_MILLIS = 10_000;

    private final JobService jobs;
    private final Semaphore places = new Semaphore(MAX_READERS);
    private volatile boolean closed;

    JobEvents(JobService jobs) {
        this.jobs = jobs;
    }

    /** Writes events until the job ends, the reader leaves, or this is closed. */
    void stream(Context context, JobId id) throws IOException {
        if (!places.tryAcquire()) {
            throw new ApiRefusedException(
                    503, "too-many-readers", "too many jobs are watched at once", "", "end some watches, or poll");
        }
        Mailbox mailbox = new Mailbox();
        JobService.Subscription subscription = jobs.watch(id, mailbox::put);
        try {
            context.contentType("text/event-stream");
            write(context.res().getOutputStream(), mailbox);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
            places.release();
        }
    }

    /** Ends all streams within their next keep-alive, at the latest. */
    void close() {
        closed = true;
    }

    private void write(ServletOutputStream out, Mailbox mailbox) throws IOException, InterruptedException {
        boolean ended = false;
        while (!ended && !closed) {
            JobView job = mailbox.take();
            String event = ": keep-alive\n\n";
            if (job != null) {
                event = "event: job\ndata: "
                        + Json.compactText(json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT)) + "\n\n";
                ended = job.state().isTerminal();
            }
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Has the newest view that was not taken yet. */
    private static final class Mailbox {
        private @Nullable JobView latest;

        synchronized void put(JobView job) {
            latest = job;
            notifyAll();
        }

        /** The newest view, or null when none came for a while. */
        synchronized @Nullable JobView take() throws InterruptedException {
            long deadline = System.nanoTime() + KEEP_ALIVE_MILLIS * 1_000_000;
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
