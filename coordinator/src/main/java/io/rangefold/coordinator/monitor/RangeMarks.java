package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.Mark;
import io.rangefold.coordinator.service.RangeMap.MarkType;
import io.rangefold.protocol.Range;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What happened to ranges of a stage: the last {@value RangeMap#MAX_MARKS}, neighbours of one type that follow each other in one. */
public final class RangeMarks {
    private final Deque<Mark> marks = new ArrayDeque<>();

    public void add(Range range, MarkType type) {
        Mark last = marks.peekLast();
        if (last != null && last.type() == type && last.range().high() == range.low()) {
            marks.removeLast();
            marks.add(new Mark(Range.of(last.range().low(), range.high()), type));
        } else if (!range.isEmpty()) {
            marks.add(new Mark(range, type));
        }
        if (marks.size() > RangeMap.MAX_MARKS) {
            marks.remove();
        }
    }

    /** What was found right of these ranges does not count any more: they will be computed by somebody else. */
    public void takenBack(List<Range> ranges) {
        marks.removeIf(mark ->
                mark.type() == MarkType.AUDITED && ranges.stream().anyMatch(range -> range.overlaps(mark.range())));
    }

    public void clear() {
        marks.clear();
    }

    /** Those within a part, cut to it, oldest first. */
    public List<Mark> within(Range part) {
        return within(marks, part);
    }

    /** Those of some marks. */
    public static List<Mark> within(Collection<Mark> marks, Range part) {
        return marks.stream()
                .filter(mark -> mark.range().overlaps(part))
                .map(mark -> new Mark(cut(mark.range(), part), mark.type()))
                .toList();
    }

    static Range cut(Range range, Range part) {
        return range.from(part.low()).before(part.high());
    }
}
