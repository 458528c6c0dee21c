package io.rangefold.cli.job;

import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Progress;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits in the caller's thread until jobs have ended, and shows their progress. A few jobs are watched at a time, in
 * order; one that says nothing for a while is asked for, so that a lost coordinator is noticed.
 */
public final class JobWaiter {
    /** What a user's wish to end means for the jobs. */
    public enum OnInterrupt {
        /** They are cancelled; their end is waited for, for some seconds. */
        CANCEL,
        /** They go on without us. */
        DETACH
    }

    private static final int MAX_WATCHED = 32;
    private static final long POLL_MILLIS = 100;
    private static final long SILENCE_NANOS = 10_000_000_000L;
    private static final long CANCEL_NANOS = 10_000_000_000L;

    private final JobService jobs;
    private final Interrupts.Section section;
    private final Progress progress;
    private final Object lock = new Object();
    private final Map<JobId, JobView> latest = new LinkedHashMap<>();
    private final Map<JobId, Watched> watched = new ConcurrentHashMap<>();
    private final Deque<JobId> unwatched = new ArrayDeque<>();
    private final Deque<JobId> undelivered = new ArrayDeque<>();
    private boolean changed = true;

    public JobWaiter(JobService jobs, Interrupts.Section section, Progress progress) {
        this.jobs = jobs;
        this.section = section;
        this.progress = progress;
    }

    /**
     * Waits until all have ended, or the user wishes to end.
     *
     * @param started the jobs as they were submitted
     * @param listener told of changes as they come, and of ends in the order of {@code started}
     * @return the jobs as last seen, in the order of {@code started}
     */
    public List<JobView> await(Collection<JobView> started, OnInterrupt onInterrupt, Listener listener)
            throws IOException {
        for (JobView job : started) {
            latest.put(job.id(), job);
            unwatched.add(job.id());
            undelivered.add(job.id());
        }
        try {
            long giveUp = Long.MAX_VALUE;
            boolean cancelled = false;
            while (!undelivered.isEmpty() && System.nanoTime() < giveUp) {
                if (!watchMore()) {
                    break;
                }
                Collection<JobView> views = nextViews();
                for (JobView job : views) {
                    listener.changed(job);
                }
                deliver(listener);
                if (section.interrupted() && !cancelled) {
                    if (onInterrupt == OnInterrupt.DETACH) {
                        break;
                    }
                    cancelled = true;
                    giveUp = System.nanoTime() + CANCEL_NANOS;
                    cancelRest();
                }
                progress.show(snapshot());
            }
        } finally {
            progress.clear();
            watched.values().forEach(Watched::close);
        }
        return new ArrayList<>(snapshot());
    }

    private Collection<JobView> snapshot() {
        synchronized (lock) {
            return new ArrayList<>(latest.values());
        }
    }

    /** False if the user wishes to end while the coordinator is lost. */
    private boolean watchMore() {
        try {
            watchUnlessLost();
            return true;
        } catch (CliException e) {
            if (section.interrupted()) {
                return false;
            }
            throw e;
        }
    }

    private void watchUnlessLost() {
        watched.entrySet().removeIf(entry -> {
            boolean ended = view(entry.getKey()).state().isTerminal();
            if (ended) {
                entry.getValue().close();
            }
            return ended;
        });
        while (watched.size() < MAX_WATCHED && !unwatched.isEmpty()) {
            JobId id = unwatched.remove();
            watched.put(id, new Watched(jobs.watch(id, this::heard)));
        }
        for (Map.Entry<JobId, Watched> entry : watched.entrySet()) {
            if (System.nanoTime() - entry.getValue().heard > SILENCE_NANOS) {
                entry.getValue().close();
                heard(ask(entry.getKey()));
                entry.setValue(new Watched(jobs.watch(entry.getKey(), this::heard)));
            }
        }
    }

    private JobView ask(JobId id) {
        return Answers.await(jobs.find(id))
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "no-such-job",
                        "the coordinator no longer knows the job " + id,
                        id.value(),
                        "it was started anew, perhaps: submit the job again"));
    }

    private void heard(JobView job) {
        synchronized (lock) {
            JobView before = latest.get(job.id());
            if (before != null && before.state().isTerminal()) {
                return;
            }
            latest.put(job.id(), job);
            Watched watch = watched.get(job.id());
            if (watch != null) {
                watch.heard = System.nanoTime();
            }
            changed = true;
            lock.notifyAll();
        }
    }

    /** All views, once one of them has changed; none if nothing happens for a moment. */
    private Collection<JobView> nextViews() {
        synchronized (lock) {
            try {
                if (!changed) {
                    lock.wait(POLL_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliException(ExitCode.INTERRUPTED, "interrupted", "interrupted", "", "");
            }
            boolean news = changed;
            changed = false;
            return news ? new ArrayList<>(latest.values()) : List.of();
        }
    }

    private void deliver(Listener listener) throws IOException {
        while (!undelivered.isEmpty() && view(undelivered.peek()).state().isTerminal()) {
            progress.clear();
            listener.ended(view(undelivered.remove()));
        }
    }

    private void cancelRest() {
        for (JobView job : snapshot()) {
            if (!job.state().isTerminal()) {
                jobs.cancel(job.id());
            }
        }
    }

    private JobView view(JobId id) {
        synchronized (lock) {
            return Objects.requireNonNull(latest.get(id));
        }
    }

    /** Is told what happens, in the thread that waits. */
    public interface Listener {
        /** A job may have changed. */
        default void changed(JobView job) throws IOException {}

        /** A job has ended, and all before it. */
        default void ended(JobView job) throws IOException {}
    }

    private static final class Watched {
        private final JobService.Subscription subscription;
        private volatile long heard = System.nanoTime();

        Watched(JobService.Subscription subscription) {
            this.subscription = subscription;
        }

        void close() {
            subscription.close();
        }
    }
}
