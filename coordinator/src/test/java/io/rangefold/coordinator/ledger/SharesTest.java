package io.rangefold.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.ledger.Shares.Limits;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.Covered;
import io.rangefold.coordinator.store.Change.Disowned;
import io.rangefold.coordinator.store.Change.Merged;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final JobId JOB = new JobId("job");

    private final Shares<String> shares = Shares.of(new Letters(), new Limits(3, 4, 1_000_000));

    /** Letters in alphabetical order; an x says that nothing beyond index 50 matters. */
    private record Letters() implements Stage<String>, PartialType<String> {
        @Override
        public long items() {
            return 1_000_000;
        }

        @Override
        public PartialType<String> partials() {
            return this;
        }

        @Override
        public Kernel<String> newKernel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String kernelName() {
            return "letters";
        }

        @Override
        public String identity() {
            return "";
        }

        @Override
        public String merge(String a, String b) {
            int[] counts = new int[128];
            (a + b).chars().forEach(letter -> counts[letter]++);
            StringBuilder all = new StringBuilder(a.length() + b.length());
            for (int letter = 0; letter < counts.length; letter++) {
                all.append(Character.toString(letter).repeat(counts[letter]));
            }
            return all.toString();
        }

        @Override
        public byte[] encode(String partial) {
            return partial.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String decode(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            if (text.contains("?")) {
                throw new IllegalArgumentException("no letters");
            }
            return text;
        }

        @Override
        public long cutoff(String merged) {
            return merged.contains("x") ? 50 : Long.MAX_VALUE;
        }
    }

    private void commit(String owner, long low, long high, String letters) {
        shares.commit(owner, Range.of(low, high), letters.getBytes(StandardCharsets.US_ASCII));
    }

    private List<Change> changes() {
        List<Change> all = new ArrayList<>();
        shares.takeChanges(JOB, 0, all);
        return all;
    }

    private <T> List<T> changes(Class<T> type) {
        return changes().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Covered covered(String owner, long low, long high) {
        return new Covered(JOB, 0, owner, low, OptionalLong.of(high));
    }

    private String total() {
        return new String(shares.encoded(), StandardCharsets.US_ASCII);
    }

    @Test
    void changes_areThoseSinceTheLastOnes() {
        commit("a", 0, 10, "p");
        commit("b", 20, 30, "q");
        assertThat(changes(Covered.class)).containsExactlyInAnyOrder(covered("a", 0, 10), covered("b", 20, 30));

        commit("a", 10, 20, "r");

        List<Change> second = changes();
        assertThat(second).hasSize(2).contains(covered("a", 0, 20));
        assertThat(((Merged) second.get(1)).partial()).asString().isEqualTo("pr");
        assertThat(changes()).isEmpty();
        assertThat(total()).isEqualTo("pqr");
    }

    @Test
    void neighboursOfTwoOwners_doNotCoalesce() {
        commit("a", 0, 10, "p");
        commit("b", 10, 20, "q");

        assertThat(changes(Covered.class)).containsExactlyInAnyOrder(covered("a", 0, 10), covered("b", 10, 20));
        shares.check(List.of(Range.of(0, 20)));
    }

    @Test
    void intervalThatClosesAGap_takesTheOneBehindAway() {
        commit("a", 0, 10, "p");
        commit("a", 20, 30, "q");
        changes();

        commit("a", 10, 20, "r");

        assertThat(changes(Covered.class))
                .containsExactlyInAnyOrder(covered("a", 0, 30), new Covered(JOB, 0, "a", 20, OptionalLong.empty()));
    }

    @Test
    void unreadablePartial_changesNothing() {
        assertThatThrownBy(() -> commit("a", 0, 10, "?")).isInstanceOf(IllegalArgumentException.class);
        assertThat(changes()).isEmpty();
        assertThat(shares.owners()).isEmpty();
    }

    @Test
    void oneOwnerTooMany_settlesTheOldest() {
        commit("a", 0, 10, "p");
        commit("b", 10, 20, "q");
        commit("c", 20, 30, "r");
        changes();
        assertThat(shares.hasSettled()).isFalse();

        commit("d", 30, 40, "s");

        assertThat(changes()).startsWith(new Disowned(JOB, 0, "a")).contains(covered("", 0, 10), covered("d", 30, 40));
        assertThat(shares.owners()).containsExactly("b", "c", "d");
        assertThat(shares.hasSettled()).isTrue();
        assertThat(total()).isEqualTo("pqrs");
        shares.check(List.of(Range.of(0, 40)));
    }

    @Test
    void ownerThatIsSettled_canBeginAnewInTheSameGroup() {
        commit("a", 0, 10, "p");
        changes();
        commit("b", 10, 20, "q");
        commit("c", 20, 30, "r");
        commit("d", 30, 40, "s");
        commit("a", 40, 50, "t");

        List<Change> changes = changes();

        assertThat(changes.indexOf(new Disowned(JOB, 0, "a"))).isZero();
        assertThat(changes).contains(covered("a", 40, 50), covered("", 0, 20));
        assertThat(total()).isEqualTo("pqrst");
        shares.check(List.of(Range.of(0, 50)));
    }

    @Test
    void tooManyIntervals_settleTheOldest() {
        for (int i = 0; i < 5; i++) {
            commit(i % 2 == 0 ? "even" : "odd", 10 * i, 10 * i + 5, "p");
        }
        assertThat(shares.owners()).containsExactly("odd");
        assertThat(shares.ranges("")).hasSize(3);
        shares.check(List.of(Range.of(0, 5), Range.of(10, 15), Range.of(20, 25), Range.of(30, 35), Range.of(40, 45)));
    }

    @Test
    void disownedRanges_countNoMore_andTheCutoffRises() {
        commit("a", 0, 10, "p");
        commit("liar", 10, 20, "x");
        changes();
        commit("liar", 20, 30, "y");
        assertThat(shares.cutoff()).isEqualTo(50);

        assertThat(shares.disown("liar")).containsExactly(Range.of(10, 30));

        assertThat(shares.cutoff()).isEqualTo(Long.MAX_VALUE);
        assertThat(total()).isEqualTo("p");
        assertThat(changes()).containsExactly(new Disowned(JOB, 0, "liar"));
        shares.check(List.of(Range.of(0, 10)));
        assertThat(shares.disown("nobody")).isEmpty();
    }

    @Test
    void largePartial_isStoredInParts_andWrittenAnewOnceTheyAreAsLarge() {
        Shares<String> large = Shares.of(new Letters());
        String block = "z".repeat(30_000);
        long written = 0;
        List<Boolean> wholes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            large.commit("a", Range.of(i, i + 1), block.getBytes(StandardCharsets.US_ASCII));
            List<Change> changes = new ArrayList<>();
            large.takeChanges(JOB, 0, changes);
            Merged merged = (Merged) changes.get(1);
            written += merged.partial().length;
            wholes.add(merged.whole());
        }
        assertThat(wholes).startsWith(true, true, true, false, false, false, true);
        assertThat(wholes.stream().filter(whole -> whole).count()).isLessThan(10);
        assertThat(written).isLessThan(4L * 40 * 30_000);
    }

    @Test
    void bytesBeyondTheLimit_areSettled() {
        Shares<String> small = Shares.of(new Letters(), new Limits(100, 100, 100));
        small.commit("a", Range.of(0, 1), "p".repeat(60).getBytes(StandardCharsets.US_ASCII));
        small.commit("b", Range.of(1, 2), "p".repeat(60).getBytes(StandardCharsets.US_ASCII));
        assertThat(small.owners()).containsExactly("b");
    }

    /** A reader of changes always has what the shares have, whatever happens to them. */
    @Test
    void readerOfChanges_hasWhatTheSharesHave() {
        SplittableRandom random = new SplittableRandom(3);
        ShareReader reader = new ShareReader();
        IntervalSet committed = new IntervalSet();
        for (int i = 0; i < 1_000; i++) {
            Range range = Range.of(random.nextInt(2_000), 2_100).first(1 + random.nextInt(9));
            String owner = "w" + random.nextInt(5);
            if (random.nextInt(40) == 0) {
                shares.disown(owner).forEach(committed::remove);
            } else if (!committed.overlaps(range)) {
                commit(owner, range.low(), range.high(), "" + (char) ('a' + random.nextInt(20)));
                committed.add(range);
            }
            if (random.nextInt(4) == 0) {
                changes().forEach(reader::apply);
                shares.check(committed.ranges());
                assertThat(reader.ranges()).isEqualTo(committed.ranges());
                Shares<String> restored = Shares.of(new Letters());
                reader.restore(restored);
                assertThat(restored.encoded()).isEqualTo(shares.encoded());
                restored.check(committed.ranges());
            }
        }
    }
}
