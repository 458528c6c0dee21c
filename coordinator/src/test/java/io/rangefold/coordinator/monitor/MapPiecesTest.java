package io.rangefold.coordinator.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.Holder;
import io.rangefold.coordinator.service.RangeMap.Piece;
import io.rangefold.coordinator.service.RangeMap.State;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapPiecesTest {
    private static final State[] STATES = State.values();

    private static Optional<Holder> holder(int worker) {
        return worker == 0 ? Optional.empty() : Optional.of(new Holder("w" + worker, -1, 0, "work", 1, 0));
    }

    /** So many ranges of very different widths that tile {@code [0, items)}. */
    private static List<Range> tiles(Random random, int count, long items) {
        List<Long> bounds = new ArrayList<>(List.of(0L, items));
        for (int i = 1; i < count; i++) {
            long below = Math.max(2, (long) Math.pow(items, random.nextDouble()));
            bounds.add(Math.floorMod(random.nextLong(), Math.min(below, items)));
        }
        List<Long> sorted = bounds.stream().distinct().sorted().toList();
        List<Range> all = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            all.add(Range.of(sorted.get(i - 1), sorted.get(i)));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static void assertTiles(List<Piece> pieces, Range part) {
        long covered = part.low();
        for (Piece piece : pieces) {
            assertThat(piece.range().low()).isEqualTo(covered);
            assertThat(piece.range().isEmpty()).isFalse();
            covered = piece.range().high();
        }
        assertThat(covered).isEqualTo(part.high());
    }

    @Test
    void pieces_tileThePart_andAreNeverTooMany() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            long items = seed % 3 == 0 ? Long.MAX_VALUE : 1 + random.nextInt(1_000_000);
            long low = Math.floorMod(random.nextLong(), items);
            Range part = seed % 2 == 0 ? Range.upTo(items) : Range.of(low, items);
            MapPieces pieces = new MapPieces(part);
            for (Range tile : tiles(random, 1 + random.nextInt(6000), items)) {
                pieces.add(tile, STATES[random.nextInt(STATES.length)], holder(random.nextInt(3)));
            }

            MapPieces.Drawn drawn = pieces.draw();

            assertTiles(drawn.pieces(), part);
            assertThat(drawn.pieces()).hasSizeLessThanOrEqualTo(RangeMap.MAX_PIECES);
        }
    }

    @Test
    void equalNeighbours_becomeOnePiece_othersDoNot() {
        MapPieces pieces = new MapPieces(Range.upTo(40));
        pieces.add(Range.of(10, 20), State.COMMITTED, holder(1));
        pieces.add(Range.of(0, 10), State.COMMITTED, holder(1));
        pieces.add(Range.of(20, 30), State.COMMITTED, holder(2));
        pieces.add(Range.of(30, 40), State.PENDING, holder(0));

        MapPieces.Drawn drawn = pieces.draw();

        assertThat(drawn.exact()).isTrue();
        assertThat(drawn.pieces())
                .extracting(Piece::range)
                .containsExactly(Range.of(0, 20), Range.of(20, 30), Range.of(30, 40));
    }

    @Test
    void whatIsTooNarrow_looksLikeMostOfIt_andWhatIsWideStaysExact() {
        long unit = 1_000_000;
        MapPieces pieces = new MapPieces(Range.upTo(10_000 * unit));
        for (long i = 0; i < 5000; i++) {
            pieces.add(Range.of(i * unit, i * unit + unit / 4), State.PENDING, holder(0));
            pieces.add(Range.of(i * unit + unit / 4, (i + 1) * unit), State.COMMITTED, holder(1));
        }
        pieces.add(Range.of(5000 * unit, 10_000 * unit), State.PENDING, holder(0));

        MapPieces.Drawn drawn = pieces.draw();

        assertThat(drawn.exact()).isFalse();
        assertThat(drawn.pieces()).extracting(Piece::state).containsExactly(State.COMMITTED, State.PENDING);
        assertThat(drawn.pieces().get(1).range().low()).isEqualTo(5000 * unit);
    }

    @Test
    void part_thatIsEmpty_hasNoPieces() {
        MapPieces pieces = new MapPieces(Range.of(5, 5));
        pieces.add(Range.upTo(10), State.PENDING, holder(0));

        assertThat(pieces.draw().pieces()).isEmpty();
    }
}
