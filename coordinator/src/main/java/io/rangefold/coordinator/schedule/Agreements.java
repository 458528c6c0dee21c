package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.store.Change.Opinion;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several slots agreed on. Of the latest ranges it is known who they were, so that the question can be put again when one
 * of them turns out to compute wrongly; of earlier ones only what each took part in.
 */
final class Agreements {
    /** Some 300 bytes each. */
    private static final int REMEMBERED = 8192;

    private final LinkedHashMap<Range, Question> remembered = new LinkedHashMap<>();
    private final Map<WorkerId, Tally> forgotten = new HashMap<>();
    private final Tally total = new Tally();

    /** How much. */
    private static final class Tally {
        private long items;
        private long ranges;
        private long elsewhere;

        private void add(Question question) {
            items = question.range().addTo(items);
            ranges++;
            elsewhere += isElsewhere(question) ? 1 : 0;
        }

        private void remove(Question question) {
            items = Math.max(0, items - question.range().size());
            ranges = Math.max(0, ranges - 1);
            elsewhere = Math.max(0, elsewhere - (isElsewhere(question) ? 1 : 0));
        }

        private void subtract(Tally other) {
            items = Math.max(0, items - other.items);
            ranges = Math.max(0, ranges - other.ranges);
            elsewhere = Math.max(0, elsewhere - other.elsewhere);
        }

        private static boolean isElsewhere(Question question) {
            return question.opinions().stream()
                    .anyMatch(opinion -> !opinion.by().equals(question.owner()));
        }
    }

    /** Goes on from what was stored; who it was is not known of that. */
    void restore(long items, long ranges, long elsewhere) {
        total.items = items;
        total.ranges = ranges;
        total.elsewhere = elsewhere;
    }

    void add(Question question) {
        total.add(question);
        remembered.put(question.range(), question);
        if (remembered.size() > REMEMBERED) {
            Iterator<Question> oldest = remembered.values().iterator();
            forget(oldest.next());
            oldest.remove();
        }
    }

    private void forget(Question question) {
        Set<WorkerId> involved = new HashSet<>();
        for (Opinion opinion : question.opinions()) {
            if (involved.add(opinion.by().worker())) {
                forgotten
                        .computeIfAbsent(opinion.by().worker(), worker -> new Tally())
                        .add(question);
            }
        }
    }

    /** Nothing can be asked again. */
    void forgetAll() {
        remembered.values().forEach(this::forget);
        remembered.clear();
    }

    /**
     * What that worker took part in does not count.
     *
     * @return questions about commits of others, without what it said
     */
    List<Question> discredit(WorkerId worker) {
        Tally lost = forgotten.remove(worker);
        if (lost != null) {
            total.subtract(lost);
        }
        List<Question> open = new ArrayList<>();
        for (Question question : involving(worker)) {
            remembered.remove(question.range());
            total.remove(question);
            if (!question.owner().worker().equals(worker)) {
                question.discredit(worker);
                open.add(question);
            }
        }
        return open;
    }

    private Collection<Question> involving(WorkerId worker) {
        return remembered.values().stream()
                .filter(question -> question.involved().contains(worker))
                .toList();
    }

    long items() {
        return total.items;
    }

    long ranges() {
        return total.ranges;
    }

    /** Ranges on which another slot than the owner's agreed. */
    long elsewhere() {
        return total.elsewhere;
    }
}
