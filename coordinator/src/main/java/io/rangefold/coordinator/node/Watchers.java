package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Those who watch jobs: told of changes with the clock's ticks, and of ends at once. */
final class Watchers {
    private static final int TICKS_BETWEEN = 2;

    private final Map<JobId, Set<Consumer<JobView>>> listeners = new HashMap<>();
    private final Set<JobId> changed = new LinkedHashSet<>();
    private final Set<JobId> fresh = new HashSet<>();
    private long ticks;

    void add(JobId id, Consumer<JobView> listener, Optional<JobView> present) {
        present.ifPresent(listener);
        if (present.isPresent() && !present.get().state().isTerminal()) {
            listeners.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(listener);
        }
    }

    void remove(JobId id, Consumer<JobView> listener) {
        Set<Consumer<JobView>> all = listeners.get(id);
        if (all != null && all.remove(listener) && all.isEmpty()) {
            listeners.remove(id);
        }
    }

    void changed(JobId id) {
        if (listeners.containsKey(id)) {
            changed.add(id);
            fresh.add(id);
        }
    }

    /** Tells those whose job has ended. */
    void tellEnded(JobViews views) {
        for (JobId id : fresh) {
            if (views.hasEnded(id)) {
                views.job(id).ifPresent(this::tell);
                listeners.remove(id);
                changed.remove(id);
            }
        }
        fresh.clear();
    }

    /** Tells those whose job has changed, some times a second. */
    void tellChanged(JobViews views) {
        ticks++;
        if (ticks % TICKS_BETWEEN != 0) {
            return;
        }
        for (JobId id : List.copyOf(changed)) {
            views.job(id).ifPresent(this::tell);
        }
        changed.clear();
    }

    private void tell(JobView view) {
        List.copyOf(listeners.getOrDefault(view.id(), Set.of())).forEach(listener -> listener.accept(view));
    }
}
