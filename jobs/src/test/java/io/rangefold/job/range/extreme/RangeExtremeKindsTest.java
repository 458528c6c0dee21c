package io.rangefold.job.range.extreme;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.JobKind;
import io.rangefold.job.range.job.FoldRun;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeExtremeKindsTest {
    private static String answer(JobKind kind, String from, String to, String expression, long stride) {
        return FoldRun.json(FoldRun.job(kind, "from", from, "to", to, "expr", expression), stride);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 10, i*i, 0, 0, 81, 9",
        "-9, 9, i*i, 0, 0, 81, -9",
        "0, 100, i%10, 0, 0, 9, 9",
        "7, 8, 5, 5, 7, 5, 7",
        "1, 10^5, collatz(i), 0, 1, 350, 77031",
        "-3, 4, -i*2^64, -55340232221128654848, 3, 55340232221128654848, -3",
        "0, 4, i == 2 ? -2^63 : 2^63-1, -9223372036854775808, 2, 9223372036854775807, 0",
        "0, 5, (2^63-1)+(i-2), 9223372036854775805, 0, 9223372036854775809, 4",
        "-2^63, -2^63+3, i, -9223372036854775808, -9223372036854775808, -9223372036854775806, -9223372036854775806"
    })
    void extremes_areTheFirstOfTheRightValue(
            String from, String to, String expression, String least, String leastAt, String most, String mostAt) {
        for (long stride : new long[] {2, 1000, Long.MAX_VALUE}) {
            assertThat(answer(new RangeMinKind(), from, to, expression, stride))
                    .isEqualTo("{\"value\":\"" + least + "\",\"at\":\"" + leastAt + "\"}");
            assertThat(answer(new RangeMaxKind(), from, to, expression, stride))
                    .isEqualTo("{\"value\":\"" + most + "\",\"at\":\"" + mostAt + "\"}");
        }
    }

    @Test
    void emptyRange_isRefused() {
        assertThat(FoldRun.refusal(new RangeMinKind(), "from", "5", "to", "5", "expr", "i"))
                .hasMessage("the range from 5 to 5 is empty: it has no least value");
        assertThat(FoldRun.refusal(new RangeMaxKind(), "from", "5", "to", "5", "expr", "i"))
                .hasMessage("the range from 5 to 5 is empty: it has no greatest value");
    }

    @Test
    void text_saysValueAndPlace() {
        var job = FoldRun.job(new RangeMinKind(), "from", "-5", "to", "5", "expr", "i^2+3");
        assertThat(FoldRun.text(FoldRun.result(job, FoldRun.inStrides(job, 4)))).isEqualTo("3 at i = 0\n");
    }

    @Test
    void merging_prefersTheSmallerIndexInEitherOrder() {
        ExtremePartials partials = new ExtremePartials(Side.GREATEST);
        Optional<Extreme> early = Optional.of(new Extreme(BigInteger.TEN, 3));
        Optional<Extreme> late = Optional.of(new Extreme(BigInteger.TEN, 8));
        Optional<Extreme> better = Optional.of(new Extreme(BigInteger.valueOf(11), 9));
        assertThat(partials.merge(early, late)).isEqualTo(early);
        assertThat(partials.merge(late, early)).isEqualTo(early);
        assertThat(partials.merge(early, better)).isEqualTo(better);
        assertThat(partials.merge(partials.identity(), late)).isEqualTo(late);
        assertThat(partials.merge(late, partials.identity())).isEqualTo(late);
    }

    @Test
    void extremeOfTheLargestSize_fitsACommit() {
        ExtremePartials partials = new ExtremePartials(Side.LEAST);
        Optional<Extreme> largest =
                Optional.of(new Extreme(BigInteger.ONE.shiftLeft(65_536).negate(), Long.MAX_VALUE - 1));
        byte[] bytes = partials.encode(largest);
        assertThat(bytes).hasSizeLessThan(9_000);
        assertThat(partials.decode(bytes)).isEqualTo(largest);
    }
}
