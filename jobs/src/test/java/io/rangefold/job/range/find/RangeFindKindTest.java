package io.rangefold.job.range.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Stage;
import io.rangefold.job.range.job.FoldRun;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeFindKindTest {
    private final RangeFindKind kind = new RangeFindKind();

    private Job find(String from, String to, String condition, int limit) {
        return FoldRun.job(kind, "from", from, "to", to, "expr", condition, "limit", Integer.toString(limit));
    }

    @ParameterizedTest
    @CsvSource({
        "90, 1000, isprime(i), 3, '[\"97\",\"101\",\"103\"]'",
        "-3, 4, i, 5, '[\"-3\",\"-2\",\"-1\",\"1\",\"2\"]'",
        "0, 10, i > 7, 5, '[\"8\",\"9\"]'",
        "0, 10, i > 70, 5, '[]'",
        "5, 5, 1, 5, '[]'",
        "1, 10^5, collatz(i) == 350, 1, '[\"77031\"]'",
        "0, 10, i*2^70, 2, '[\"1\",\"2\"]'"
    })
    void matches_areTheSmallest(String from, String to, String condition, int limit, String matches) {
        for (long stride : new long[] {3, 1000, Long.MAX_VALUE}) {
            assertThat(FoldRun.json(find(from, to, condition, limit), stride))
                    .isEqualTo("{\"matches\":" + matches + "}");
        }
    }

    @Test
    void limit_byDefault_isOne() {
        Job job = FoldRun.job(kind, "from", "5", "to", "100", "expr", "i%7 == 0");
        assertThat(FoldRun.json(job, 10)).isEqualTo("{\"matches\":[\"7\"]}");
        assertThat(job.arguments()).containsEntry("limit", "1");
    }

    @ParameterizedTest
    @CsvSource({"0, is below 1", "-1, is below 1", "1000001, is above 1000000", "abc, is not a number"})
    void limit_outOfBounds_isRefused(String limit, String message) {
        var refusal = FoldRun.refusal(kind, "from", "0", "to", "9", "expr", "i", "limit", limit);
        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.where()).isEqualTo("--limit");
    }

    @Test
    void whatLiesBehindTheLastMatch_isNotEvaluated() {
        Job job = find("0", "2000", "10 / (1000 - i) > 0", 7);
        assertThat(FoldRun.result(job, FoldRun.inStrides(job, Long.MAX_VALUE))
                        .elements()
                        .orElseThrow()
                        .count())
                .isEqualTo(7);
        assertThat(FoldRun.byReference(job)).isEqualTo(FoldRun.inStrides(job, Long.MAX_VALUE));
    }

    @Test
    void search_leasesTheLowestFirstAndEndsBehindTheLastMatch() {
        Stage<?> stage = find("0", "100", "1", 3).stage(0, new byte[0]);
        MatchPartials partials = new MatchPartials(3);
        assertThat(stage.order()).isEqualTo(Stage.Order.LOWEST_FIRST);
        assertThat(partials.cutoff(new long[] {4, 8})).isEqualTo(Long.MAX_VALUE);
        assertThat(partials.cutoff(new long[] {4, 8, 70})).isEqualTo(71);
    }

    @Test
    void merging_keepsTheSmallestInEitherOrder() {
        MatchPartials partials = new MatchPartials(4);
        long[] low = {1, 5, 9};
        long[] high = {6, 12, 13};
        assertThat(partials.merge(low, high)).containsExactly(1, 5, 6, 9);
        assertThat(partials.merge(high, low)).containsExactly(1, 5, 6, 9);
        assertThat(partials.merge(partials.identity(), high)).containsExactly(6, 12, 13);
        assertThat(partials.merge(high, partials.identity())).containsExactly(6, 12, 13);
    }

    @Test
    void partials_ofAMillionMatches_survive() {
        MatchPartials partials = new MatchPartials(1_000_000);
        long[] dense = LongStream.range(0, 1_000_000).toArray();
        long[] last = {0, Long.MAX_VALUE - 1};
        assertThat(partials.encode(dense)).hasSizeLessThan(1_000_010);
        assertThat(partials.decode(partials.encode(dense))).isEqualTo(dense);
        assertThat(partials.decode(partials.encode(last))).isEqualTo(last);
    }

    @Test
    void partials_ofMoreThanTheLimitOrBeyondTheIndices_areRefused() {
        byte[] three = new MatchPartials(3).encode(new long[] {1, 2, 3});
        byte[] twice = {1, 2, -1, -1, -1, -1, -1, -1, -1, -1, 127, 0};
        byte[] hugeCount = {1, -1, -1, 60, 0};
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchPartials(2).decode(three));
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchPartials(9).decode(twice));
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchPartials(1_000_000).decode(hugeCount));
    }

    @Test
    void result_isTextAndElements() throws IOException {
        Job job = find("-4", "40", "i%5 == 0", 3);
        JobResult result = FoldRun.result(job, FoldRun.inStrides(job, 4));
        StringWriter elements = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(elements)) {
            result.elements().orElseThrow().writeEach(json);
        }
        assertThat(FoldRun.text(result)).isEqualTo("0\n5\n10\n");
        assertThat(elements).hasToString("\"0\" \"5\" \"10\"");
        assertThat(result.elements().orElseThrow().name())
                .isEqualTo(kind.description().resultElements());
    }
}
