package io.rangefold.simulation;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.StringJoiner;

/** The last things that happened, for the report of a run that fails. */
final class Trace {
    private static final int KEPT = 400;

    private final ArrayDeque<Entry> last = new ArrayDeque<>(KEPT);
    private final Timeline timeline;

    private record Entry(long nanos, String who, String verb, Object what) {}

    Trace(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Notes that {@code who} does {@code what}, which is turned into text only if it is printed. */
    void add(String who, String verb, Object what) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new Entry(timeline.now(), who, verb, what));
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        for (Entry entry : last) {
            String text = entry.what().toString().replaceAll("\\[B@[0-9a-f]+", "…");
            lines.add(String.format(
                    Locale.ROOT, "%12.6f s  %s %s %s", entry.nanos() / 1e9, entry.who(), entry.verb(), text));
        }
        return lines.toString();
    }
}
