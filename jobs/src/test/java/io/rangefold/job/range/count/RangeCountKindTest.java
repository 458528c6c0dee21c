package io.rangefold.job.range.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.Job;
import io.rangefold.job.range.job.FoldRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeCountKindTest {
    private final RangeCountKind kind = new RangeCountKind();

    @ParameterizedTest
    @CsvSource({
        "0, 10^6, isprime(i), 78498",
        "0, 10^6, isprime(i) && isprime(i+2), 8169",
        "1, 10^6, issquare(i), 999",
        "-10, 10, i, 19",
        "-10, 10, i*2^80, 19",
        "-10, 10, i < 0, 10",
        "5, 5, 1, 0",
        "0, 1000, 0, 0"
    })
    void count_isTheKnownOne(String from, String to, String condition, String count) {
        Job job = FoldRun.job(kind, "from", from, "to", to, "expr", condition);
        assertThat(FoldRun.json(job, 100_003)).isEqualTo("{\"count\":\"" + count + "\"}");
    }

    @Test
    void leastAndGreatestLong_countAsTrue() {
        Job job = FoldRun.job(kind, "from", "0", "to", "4", "expr", "i%2 ? -2^63 : 2^63-1");
        assertThat(FoldRun.json(job, 3)).isEqualTo("{\"count\":\"4\"}");
    }

    @Test
    void text_isTheBareNumber() {
        Job job = FoldRun.job(kind, "from", "0", "to", "9", "expr", "i%2");
        assertThat(FoldRun.text(FoldRun.result(job, FoldRun.inStrides(job, 4)))).isEqualTo("4\n");
    }

    @Test
    void counts_thatDoNotFit_areNotMerged() {
        CountPartials partials = new CountPartials();
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> partials.merge(Long.MAX_VALUE, 1L));
        assertThat(partials.decode(partials.encode(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    }
}
