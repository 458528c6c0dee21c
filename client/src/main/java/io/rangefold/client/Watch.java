package io.rangefold.client;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody follows a job: by the stream of its events, and by asking while there is none, as between two coordinators.
 * Closing it ends that; the job goes on.
 */
public final class Watch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 500;

    private final Transport transport;
    private final String id;
    private final Consumer<Job> listener;
    private final Consumer<RangefoldException> failed;
    private final Runnable afterwards;
    private @Nullable EventStream stream;
    private @Nullable JsonValue told;
    private boolean closed;
    private boolean ended;

    /** @param afterwards told when it has ended */
    Watch(
            Transport transport,
            String id,
            Consumer<Job> listener,
            Consumer<RangefoldException> failed,
            Consumer<Watch> afterwards) {
        this.transport = transport;
        this.id = id;
        this.listener = listener;
        this.failed = failed;
        this.afterwards = () -> afterwards.accept(this);
    }

    void start() {
        Thread thread = new Thread(this::follow, "rangefold-watch-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
    }

    private void follow() {
        try {
            Optional<String> last = Optional.empty();
            while (!ended && !isClosed()) {
                last = readEvents(last);
                if (!ended && !isClosed()) {
                    tell(transport.getJob("jobs/" + id));
                    if (!ended) {
                        transport.pause(PAUSE_MILLIS);
                    }
                }
            }
        } catch (ClientClosedException e) {
            close();
        } catch (RangefoldException e) {
            failed.accept(e);
        } finally {
            close();
            afterwards.run();
        }
    }

    /** Reads until the stream ends, and returns where to go on. */
    private Optional<String> readEvents(Optional<String> after) {
        Optional<String> last = after;
        try (EventStream events = transport.events("jobs/" + id + "/events", after)) {
            keep(events);
            for (Optional<EventStream.Event> event = events.next();
                    event.isPresent() && !ended && !isClosed();
                    event = events.next()) {
                last = event.get().id().isPresent() ? event.get().id() : last;
                if (event.get().type().equals("job")) {
                    JsonValue document = JsonText.parse(event.get().data());
                    tell(transport.understood(() -> Job.of(document)));
                }
            }
        } catch (IOException e) {
            // The job is asked for, and the error comes then, if there still is one.
        }
        return last;
    }

    private synchronized void keep(EventStream events) {
        stream = events;
        if (closed) {
            events.close();
        }
    }

    private void tell(Job job) {
        if (!isClosed() && !job.document().equals(told)) {
            told = job.document();
            ended = job.hasEnded();
            listener.accept(job);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
