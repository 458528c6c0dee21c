package io.rangefold.job.range.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rangefold.job.BadInputException;
import io.rangefold.job.Job;
import io.rangefold.job.range.job.FoldRun;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHistogramKindTest {
    private final RangeHistogramKind kind = new RangeHistogramKind();
    private final HistogramPartials partials = new HistogramPartials();

    private Job histogram(String from, String to, String expression) {
        return FoldRun.job(kind, "from", from, "to", to, "expr", expression);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 25, i%4, '{\"0\":\"7\",\"1\":\"6\",\"2\":\"6\",\"3\":\"6\"}'",
        "-2, 3, i*i, '{\"0\":\"1\",\"1\":\"2\",\"4\":\"2\"}'",
        "-1, 2, i*2^64, '{\"-18446744073709551616\":\"1\",\"0\":\"1\",\"18446744073709551616\":\"1\"}'",
        "0, 3, i-1, '{\"-1\":\"1\",\"0\":\"1\",\"1\":\"1\"}'",
        "5, 5, i, '{}'"
    })
    void counts_ascendByValue(String from, String to, String expression, String counts) {
        assertThat(FoldRun.json(histogram(from, to, expression), 3)).isEqualTo("{\"counts\":" + counts + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "i*2^70", "i%2 ? i : i*2^70", "-i*i*i"})
    void tenThousandValues_areAllowedAndOneMoreIsNot(String expression) {
        Job most = histogram("0", "10000", expression);
        Job tooMany = histogram("0", "10001", expression);
        for (long stride : new long[] {3_000, Long.MAX_VALUE}) {
            assertThat(FoldRun.json(most, stride)).contains(":\"1\"").doesNotContain(":\"2\"");
            byte[] merged = FoldRun.inStrides(tooMany, stride);
            assertThat(merged).hasSize(2).isEqualTo(FoldRun.byReference(tooMany));
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> FoldRun.result(tooMany, merged))
                    .withMessageContaining("more than 10000 distinct values");
        }
    }

    @Test
    void tooLongValues_areRefusedInAnyOrder() {
        Job job = histogram("0", "130", "2^65000 + i");
        for (long stride : new long[] {1, 50, Long.MAX_VALUE}) {
            byte[] merged = FoldRun.inStrides(job, stride);
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> FoldRun.result(job, merged));
        }
    }

    @Test
    void tooLargeHistogram_endsTheJob() {
        assertThat(partials.cutoff(Histogram.TOO_LARGE)).isZero();
        assertThat(partials.cutoff(Histogram.EMPTY)).isEqualTo(Long.MAX_VALUE);
        assertThat(partials.merge(Histogram.EMPTY, Histogram.TOO_LARGE).isTooLarge())
                .isTrue();
    }

    @Test
    void text_isALineForEachValue() {
        Job job = histogram("0", "7", "i%2 - 1");
        assertThat(FoldRun.text(FoldRun.result(job, FoldRun.inStrides(job, 4)))).isEqualTo("-1: 4\n0: 3\n");
    }

    @Test
    void table_ofRandomValues_countsEach() {
        Random random = new Random(7);
        ValueTable table = new ValueTable();
        Map<Long, Long> expected = new TreeMap<>();
        for (int k = 0; k < 50_000; k++) {
            long value = random.nextBoolean() ? random.nextInt(3_000) << 20 : random.nextLong() >> random.nextInt(64);
            table.add(value);
            expected.merge(value, 1L, Long::sum);
        }
        assertThat(table.values())
                .containsExactly(
                        expected.keySet().stream().mapToLong(Long::longValue).toArray());
        assertThat(expected)
                .allSatisfy((value, count) -> assertThat(table.count(value)).isEqualTo(count));
    }

    @Test
    void brokenBytes_areRefused() {
        byte[][] broken = {
            {1},
            {1, 2},
            {1, 1, 0},
            {1, 0, 1, 1, 5, 0},
            {1, 0, 2, 1, 5, 0, 1, 3, 1, 1},
            {1, 0, 1, 2, 0, 5, 1},
            {1, 0, -1, 40}
        };
        for (byte[] bytes : broken) {
            assertThatIllegalArgumentException().isThrownBy(() -> partials.decode(bytes));
        }
    }

    @Test
    void merging_isTheUnion() {
        Histogram a = new Histogram(
                new BigInteger[] {BigInteger.ONE, BigInteger.TEN}, new long[] {3, Long.MAX_VALUE - 1}, false);
        Histogram b = new Histogram(new BigInteger[] {BigInteger.TWO, BigInteger.TEN}, new long[] {5, 1}, false);
        Histogram union = partials.merge(a, b);
        assertThat(union.values()).containsExactly(BigInteger.ONE, BigInteger.TWO, BigInteger.TEN);
        assertThat(union.counts()).containsExactly(3, 5, Long.MAX_VALUE);
        assertThat(partials.encode(partials.merge(b, a))).isEqualTo(partials.encode(union));
    }
}
