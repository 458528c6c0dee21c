package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.job.BadInputException;
import io.rangefold.protocol.JobId;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster as server-sent events, {@code /api/v1/live?jobs=ID,ID}. While somebody reads, it is looked at every {@value
 * #TICK_MILLIS} ms, once for all readers.
 */
final class LiveFeed {
    /** Every reader holds a thread. */
    static final int MAX_READERS = 64;

    static final int MAX_JOBS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final String JOBS = "jobs";
    private static final long TICK_MILLIS = 250;
    private static final long TICKS_PER_LISTING = 40;
    private static final long LOOK_MILLIS = 1_000;
    private static final long KEEP_ALIVE_LOOKS = 10;
    private static final byte[] WELCOME = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final JobService jobs;
    private final Leadership leadership;
    private final Semaphore places = new Semaphore(MAX_READERS);
    private final List<LiveReader> readers = new CopyOnWriteArrayList<>();
    private @Nullable Thread watcher;
    private volatile boolean closed;

    LiveFeed(JobService jobs, Leadership leadership) {
        this.jobs = jobs;
        this.leadership = leadership;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/live", this::stream);
    }

    /** Writes events until the reader leaves or falls behind, another coordinator leads, or this is closed. */
    private void stream(Context context) throws IOException {
        Queries.only(context, List.of(JOBS));
        LiveReader reader = new LiveReader(wanted(context));
        if (!places.tryAcquire()) {
            throw new ApiRefusedException(
                    503, "too-many-readers", "too many look on at once", "", "close some pages, or poll");
        }
        try {
            context.contentType("text/event-stream");
            add(reader);
            write(context.res().getOutputStream(), reader);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.remove(reader);
            places.release();
        }
    }

    private static Set<JobId> wanted(Context context) {
        Set<JobId> wanted = new LinkedHashSet<>();
        Optional<String> given = Queries.text(context, JOBS).filter(text -> !text.isEmpty());
        for (String id : given.map(text -> text.split(",", -1)).orElse(new String[0])) {
            if (!JobId.isValid(id)) {
                throw new BadInputException(
                        "\"" + id + "\" is no job's id", Queries.where(JOBS), "give ids with commas between");
            }
            wanted.add(new JobId(id));
        }
        if (wanted.size() > MAX_JOBS) {
            throw new BadInputException(
                    wanted.size() + " jobs are too many", Queries.where(JOBS), "give at most " + MAX_JOBS);
        }
        return wanted;
    }

    private synchronized void add(LiveReader reader) {
        readers.add(reader);
        if (watcher == null && !closed) {
            watcher = new Thread(this::watch, "live-feed");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private void write(ServletOutputStream out, LiveReader reader) throws IOException, InterruptedException {
        out.write(WELCOME);
        out.flush();
        long silentLooks = 0;
        while (!closed && !reader.isOver() && leadership.leads()) {
            Optional<byte[]> event = reader.take(LOOK_MILLIS);
            silentLooks = event.isPresent() ? 0 : silentLooks + 1;
            if (event.isPresent()) {
                out.write(event.get());
                out.flush();
            } else if (silentLooks == KEEP_ALIVE_LOOKS) {
                silentLooks = 0;
                out.write(KEEP_ALIVE);
                out.flush();
            }
        }
    }

    /** Ends all streams. */
    void close() {
        closed = true;
        readers.forEach(LiveReader::end);
    }

    /** Looks on while there are readers; whoever comes after the last has left begins anew. */
    private void watch() {
        LiveChanges changes = new LiveChanges();
        for (long tick = 0; isWanted(); tick++) {
            long began = System.nanoTime();
            look(changes, tick % TICKS_PER_LISTING == 0);
            try {
                Thread.sleep(Math.max(1, TICK_MILLIS - (System.nanoTime() - began) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isWanted() {
        if (closed || readers.isEmpty()) {
            watcher = null;
            return false;
        }
        return true;
    }

    /** A coordinator that does not answer now may at the next look. */
    private void look(LiveChanges changes, boolean storedToo) {
        List<LiveReader> present = List.copyOf(readers);
        Observation.Wish wish = changes.wish(present, storedToo);
        try {
            changes.tell(Replies.await(jobs.observe(wish)), wish, present);
        } catch (RuntimeException e) {
            LOG.debug("nothing could be seen", e);
        }
    }
}
