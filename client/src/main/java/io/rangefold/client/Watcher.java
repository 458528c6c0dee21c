package io.rangefold.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which jobs have ended, for any number of them, on one thread: a few are asked for one by one, many by lists of
 * the newest jobs. Starts its thread with the first job.
 */
final class Watcher {
    /** Up to so many jobs are asked for one by one. */
    private static final int FEW = 16;

    private static final int MOST_ASKED_IN_A_ROUND = 64;
    private static final int MOST_PAGES = 4;
    private static final int SHORTEST_PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    /** Of many jobs, those that are due within this time are asked for together, and not again before it has passed. */
    private static final long TOGETHER_NANOS = 150_000_000;

    private final Transport transport;
    private final Map<String, Tracked> tracked = new LinkedHashMap<>();
    private @Nullable Thread thread;
    private boolean closed;
    private long lastRound = System.nanoTime() - TOGETHER_NANOS;

    Watcher(Transport transport) {
        this.transport = transport;
    }

    /** The one for that job; the same for everybody who waits for it. */
    synchronized Tracked track(String id) {
        if (closed) {
            throw new ClientClosedException();
        }
        Tracked job = tracked.computeIfAbsent(id, Tracked::new);
        if (thread == null) {
            Thread started = new Thread(this::run, "rangefold-watcher");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        notifyAll();
        return job;
    }

    /** Fails everything that is still waited for. */
    void close() {
        List<Tracked> rest;
        synchronized (this) {
            closed = true;
            rest = List.copyOf(tracked.values());
            tracked.clear();
            notifyAll();
        }
        rest.forEach(job -> job.end().completeExceptionally(new ClientClosedException()));
    }

    private void run() {
        try {
            for (List<Tracked> due = awaitDue(); !due.isEmpty(); due = awaitDue()) {
                round(due);
            }
        } catch (InterruptedException e) {
            // Nobody but the JVM's end interrupts it.
            close();
        }
    }

    /** Those to be asked for now, at least one; none once closed. */
    private synchronized List<Tracked> awaitDue() throws InterruptedException {
        while (!closed) {
            boolean many = tracked.size() > FEW;
            long now = System.nanoTime();
            long left = Long.MAX_VALUE;
            for (Tracked job : tracked.values()) {
                left = Math.min(left, job.dueAt() - now);
            }
            if (many) {
                left = Math.max(left, lastRound + TOGETHER_NANOS - now);
            }
            if (left <= 0) {
                lastRound = now;
                long until = now + (many ? TOGETHER_NANOS : 0);
                return tracked.values().stream()
                        .filter(job -> job.dueAt() - until <= 0)
                        .toList();
            }
            wait(left == Long.MAX_VALUE ? 0 : left / 1_000_000 + 1);
        }
        return List.of();
    }

    private void round(List<Tracked> due) {
        try {
            List<Tracked> rest = due.size() <= FEW ? due : askForLists(due);
            rest.stream().limit(MOST_ASKED_IN_A_ROUND).forEach(this::ask);
        } catch (ClientClosedException e) {
            close();
        } catch (RangefoldException e) {
            // Patience has run out: whoever waits is told, and may wait again.
            due.forEach(job -> fail(job, e));
        }
    }

    /** Reads pages of the newest jobs, and returns those that are in none. */
    private List<Tracked> askForLists(List<Tracked> due) {
        Map<String, Tracked> missing = new HashMap<>();
        due.forEach(job -> missing.put(job.id(), job));
        int limit = Math.max(SHORTEST_PAGE, Math.min(LONGEST_PAGE, 2 * due.size()));
        String path = "jobs?limit=" + limit;
        Optional<String> before = Optional.empty();
        for (int page = 0; page < MOST_PAGES && !missing.isEmpty(); page++) {
            JsonValue list =
                    transport.get(before.map(id -> path + "&before=" + id).orElse(path));
            for (Job each : transport.understood(() -> Job.listOf(list))) {
                Tracked job = missing.remove(each.id());
                if (job != null) {
                    heard(job, each);
                }
            }
            before = list.get("next").text();
            if (before.isEmpty()) {
                break;
            }
        }
        return List.copyOf(missing.values());
    }

    private void ask(Tracked job) {
        try {
            heard(job, transport.getJob("jobs/" + job.id()));
        } catch (BadRequestException e) {
            fail(job, e);
        }
    }

    private void heard(Tracked tracked, Job job) {
        if (job.hasEnded()) {
            forget(tracked);
            tracked.end().complete(job);
        } else {
            tracked.asked();
        }
    }

    private void fail(Tracked job, RangefoldException why) {
        forget(job);
        job.end().completeExceptionally(why);
    }

    private synchronized void forget(Tracked job) {
        tracked.remove(job.id(), job);
    }
}
