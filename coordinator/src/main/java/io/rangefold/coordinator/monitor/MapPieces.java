package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.Holder;
import io.rangefold.coordinator.service.RangeMap.Piece;
import io.rangefold.coordinator.service.RangeMap.State;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a map of ranges that tile a part of a stage. Equal neighbours become one piece. Where there are too many, runs of pieces
 * that are too narrow to be drawn are put together, and look like what most of them are. O(ranges log ranges).
 */
public final class MapPieces {
    private final Range part;
    private final List<Piece> pieces = new ArrayList<>();

    /** @param part what is wanted; of what is added, the rest is left out */
    public MapPieces(Range part) {
        this.part = part;
    }

    public void add(Collection<Range> ranges, State state, Optional<Holder> holder) {
        ranges.forEach(range -> add(range, state, holder));
    }

    public void add(Range range, State state, Optional<Holder> holder) {
        if (range.overlaps(part)) {
            pieces.add(new Piece(RangeMarks.cut(range, part), state, holder));
        }
    }

    /** What a map shows. */
    public record Drawn(List<Piece> pieces, boolean exact) {}

    /** What was added, which has to tile the part. */
    public Drawn draw() {
        pieces.sort(Comparator.comparingLong(piece -> piece.range().low()));
        List<Piece> joined = joined(pieces);
        if (joined.size() <= RangeMap.MAX_PIECES) {
            return new Drawn(joined, true);
        }
        return new Drawn(joined(coarse(joined)), false);
    }

    /** A part of a map that is kept: not more exact than that is. */
    public static RangeMap part(RangeMap map, Optional<Range> wanted) {
        if (wanted.isEmpty()) {
            return map;
        }
        Range part = within(map.items(), wanted);
        MapPieces pieces = new MapPieces(part);
        map.pieces().forEach(piece -> pieces.add(piece.range(), piece.state(), piece.holder()));
        return new RangeMap(
                map.job(),
                map.stage(),
                map.items(),
                part,
                pieces.draw().pieces(),
                map.exact(),
                RangeMarks.within(map.marks(), part));
    }

    /** What is wanted of {@code [0, items)}; all of it if nothing is said. */
    public static Range within(long items, Optional<Range> wanted) {
        Range whole = Range.upTo(items);
        return wanted.map(range -> whole.from(range.low()).before(range.high())).orElse(whole);
    }

    private static List<Piece> joined(List<Piece> ascending) {
        List<Piece> all = new ArrayList<>(ascending.size());
        for (Piece piece : ascending) {
            Piece last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.state() == piece.state() && last.holder().equals(piece.holder())) {
                Range both = Range.of(last.range().low(), piece.range().high());
                all.set(all.size() - 1, new Piece(both, piece.state(), piece.holder()));
            } else {
                all.add(piece);
            }
        }
        return all;
    }

    /**
     * Runs of pieces below the least width become pieces of about that width. At most half of the pieces, less one, reach it,
     * and at most one run that does not lies before, between and behind them.
     */
    private List<Piece> coarse(List<Piece> ascending) {
        long least = part.size() / (RangeMap.MAX_PIECES / 2 - 1) + 1;
        List<Piece> all = new ArrayList<>(RangeMap.MAX_PIECES);
        Run run = new Run();
        for (Piece piece : ascending) {
            if (piece.range().size() >= least) {
                run.endInto(all);
                all.add(piece);
            } else {
                run.add(piece);
                if (run.width >= least) {
                    run.endInto(all);
                }
            }
        }
        run.endInto(all);
        return all;
    }

    /** Neighbours that are put together. */
    private static final class Run {
        private final Map<Look, Long> widths = new HashMap<>();
        private long low;
        private long width;

        private record Look(State state, Optional<Holder> holder) {}

        void add(Piece piece) {
            if (widths.isEmpty()) {
                low = piece.range().low();
            }
            width += piece.range().size();
            widths.merge(new Look(piece.state(), piece.holder()), piece.range().size(), Long::sum);
        }

        void endInto(List<Piece> all) {
            if (!widths.isEmpty()) {
                Look most = widths.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
                all.add(new Piece(Range.of(low, low + width), most.state(), most.holder()));
            }
            widths.clear();
            width = 0;
        }
    }
}
