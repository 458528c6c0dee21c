package io.rangefold.coordinator.node;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Answers to users that are given once what they say is durable. */
final class Promises {
    private final NavigableMap<Long, List<Promise>> byGroup = new TreeMap<>();
    private long durable;

    /** An answer, and what is said instead if it can't be given. */
    private record Promise(Runnable kept, Consumer<StoreUnavailableException> broken) {}

    /** Gives the answer as soon as that group is durable. */
    void add(long group, Runnable kept, Consumer<StoreUnavailableException> broken) {
        byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(new Promise(kept, broken));
    }

    /** That group is durable, and all before it. */
    void durable(long group) {
        durable = Math.max(durable, group);
    }

    /** Gives the answers that may be given. */
    void keep() {
        NavigableMap<Long, List<Promise>> ready = byGroup.headMap(durable, true);
        List<Promise> all = ready.values().stream().flatMap(List::stream).toList();
        ready.clear();
        all.forEach(promise -> promise.kept().run());
    }

    /** Says of everything that waits that it could not be made durable. */
    void breakAll(JobFault why) {
        List<Promise> all = byGroup.values().stream().flatMap(List::stream).toList();
        byGroup.clear();
        all.forEach(promise -> promise.broken().accept(new StoreUnavailableException(why)));
    }
}
