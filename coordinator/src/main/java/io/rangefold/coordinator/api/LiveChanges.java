package io.rangefold.coordinator.api;

import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.LiveDocument;
import io.rangefold.coordinator.document.RangeMapDocument;
import io.rangefold.coordinator.document.TimelineDocument;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.protocol.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes events of what has changed from one observation to the next: each is written once, however many read it. Newcomers get
 * everything, the others what is new to them. Not thread-safe.
 */
final class LiveChanges {
    private final Map<JobId, JobView> known = new HashMap<>();
    private final Map<JobId, RangeMap> maps = new HashMap<>();
    private final Map<JobId, Long> revisions = new HashMap<>();
    private Set<JobId> present = Set.of();
    private String lastCluster = "";
    private Optional<String> epoch = Optional.empty();
    private long number;

    /** What is to be asked for: of a job that a newcomer wants, all; of the others, what is new. */
    Observation.Wish wish(Collection<LiveReader> readers, boolean storedToo) {
        Map<JobId, Long> after = new HashMap<>();
        boolean anyNew = false;
        for (LiveReader reader : readers) {
            anyNew |= !reader.isGreeted();
            for (JobId job : reader.jobs()) {
                long revision = reader.isGreeted() ? revisions.getOrDefault(job, 0L) : 0;
                after.merge(job, revision, Math::min);
            }
        }
        revisions.keySet().retainAll(after.keySet());
        maps.keySet().retainAll(after.keySet());
        return new Observation.Wish(storedToo || anyNew, after);
    }

    /** Hands the events out. */
    void tell(Observation seen, Observation.Wish wish, Collection<LiveReader> readers) {
        if (epoch.filter(before -> !before.equals(seen.epoch())).isPresent()) {
            readers.forEach(LiveReader::reset);
        }
        epoch = Optional.of(seen.epoch());
        tellCluster(seen, wish.storedToo(), readers);
        seen.maps().forEach(map -> tellMap(map, readers));
        seen.timelines().forEach(timeline -> tellTimeline(timeline, readers));
        readers.forEach(LiveReader::greet);
    }

    private void tellCluster(Observation seen, boolean storedToo, Collection<LiveReader> readers) {
        List<JobView> changed = seen.jobs().stream()
                .filter(job -> !job.equals(known.get(job.id())))
                .toList();
        Set<JobId> now = new HashSet<>();
        seen.jobs().forEach(job -> now.add(job.id()));
        Set<JobId> gone = new HashSet<>(storedToo ? known.keySet() : present);
        gone.retainAll(known.keySet());
        gone.removeAll(now);
        gone.forEach(known::remove);
        changed.forEach(job -> known.put(job.id(), job));
        present = now;
        String text = Json.compactText(json -> LiveDocument.write(json, seen, changed, gone));
        String timeless = text.substring(0, text.lastIndexOf(",\"at\":"));
        boolean isNews = !timeless.equals(lastCluster);
        lastCluster = timeless;
        byte[] news = event("cluster", text);
        Supplier<byte[]> all = once(() ->
                event("cluster", Json.compactText(json -> LiveDocument.write(json, seen, seen.jobs(), List.of()))));
        for (LiveReader reader : readers) {
            if (!reader.isGreeted()) {
                reader.put(all.get());
            } else if (isNews) {
                reader.put(news);
            }
        }
    }

    private void tellMap(RangeMap map, Collection<LiveReader> readers) {
        boolean isNews = !map.equals(maps.put(map.job(), map));
        Supplier<byte[]> event = once(() -> event("map", Json.compactText(json -> RangeMapDocument.write(json, map))));
        for (LiveReader reader : readers) {
            if (reader.jobs().contains(map.job()) && (isNews || !reader.isGreeted())) {
                reader.put(event.get());
            }
        }
    }

    private void tellTimeline(Timeline timeline, Collection<LiveReader> readers) {
        long before = revisions.getOrDefault(timeline.job(), 0L);
        revisions.put(timeline.job(), timeline.revision());
        Supplier<byte[]> news = once(() -> timelineEvent(timeline, before));
        Supplier<byte[]> all = once(() -> timelineEvent(timeline, 0));
        for (LiveReader reader : readers) {
            if (!reader.jobs().contains(timeline.job())) {
                continue;
            }
            if (!reader.isGreeted()) {
                reader.put(all.get());
            } else if (timeline.revision() != before) {
                reader.put(news.get());
            }
        }
    }

    private byte[] timelineEvent(Timeline timeline, long after) {
        return event("timeline", Json.compactText(json -> TimelineDocument.write(json, timeline, after)));
    }

    private byte[] event(String type, String data) {
        return ("id: " + ++number + "\nevent: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Supplier<byte[]> once(Supplier<byte[]> making) {
        Map<String, byte[]> made = new LinkedHashMap<>();
        return () -> made.computeIfAbsent("", key -> making.get());
    }
}
