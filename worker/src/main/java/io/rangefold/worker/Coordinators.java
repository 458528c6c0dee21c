package io.rangefold.worker;

import io.rangefold.worker.WorkerNode.HostPort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where coordinators may be: those that the worker was told to join, always, and those that were members of its cluster. The
 * latter are remembered when they have left: the one that was joined may be gone for good. Thread-safe.
 */
final class Coordinators {
    /** More than a cluster has. */
    private static final int MAX_SEEN = 8;

    private final List<HostPort> join;
    private final Deque<HostPort> seen = new ArrayDeque<>();

    Coordinators(List<HostPort> join) {
        this.join = List.copyOf(join);
    }

    /** There is, or was, one at this address; says whether that is news. */
    synchronized boolean seen(HostPort address) {
        boolean isNews = !all().contains(address);
        seen.remove(address);
        seen.addFirst(address);
        if (seen.size() > MAX_SEEN) {
            seen.removeLast();
        }
        return isNews;
    }

    /** All of them, each once. */
    synchronized List<HostPort> all() {
        return Stream.concat(join.stream(), seen.stream()).distinct().toList();
    }
}
