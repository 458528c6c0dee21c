package io.rangefold.job.range.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastTest {
    private static final byte[] NOTHING = {};

    private static JobKind kind(String name) {
        return JobKinds.installed().named(name);
    }

    private static Job job(String kind, String from, String to, String expression, boolean fast) {
        return FoldRun.job(kind(kind), "from", from, "to", to, "expr", expression, "fast", Boolean.toString(fast));
    }

    private static Verification check(Job job, byte[] merged) {
        return job.conclude(merged, Segments.none(), true).proof().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "range-sum, i^3 - 5*i",
        "range-sum, i%10",
        "range-sum, i%3 ? i%7 : -(i%11)",
        "range-count, i%3 && i%5",
        "range-count, 'gcd(i, 30) == 1'",
        "range-min, (i%13 - 4)^3",
        "range-max, i*i % 17",
        "range-min, i^4 - 300*i^2 + 7*i",
        "range-max, -i^3 + 900*i",
        "range-max, 12",
        "range-histogram, i*i % 100"
    })
    void fastAnswer_isTheOneOfEachValue_andBothAreChecked(String kind, String expression) {
        for (String to : new String[] {"-990", "-700", "4321"}) {
            Job fast = job(kind, "-1000", to, expression, true);
            Job slow = job(kind, "-1000", to, expression, false);
            byte[] merged = FoldRun.inStrides(fast, 1);
            assertThat(fast.stage(0, NOTHING).items()).isOne();
            assertThat(merged).isEqualTo(FoldRun.inStrides(slow, 77));
            assertThat(check(slow, merged).verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(check(fast, merged).verdict()).isIn(Verdict.VERIFIED, Verdict.AUDITED);
            byte[] wrong = FoldRun.inStrides(job(kind, "-999", to, "i%7 + 1000", false), 77);
            assertThat(check(slow, wrong).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(check(fast, wrong).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "range-sum, i, 42535295865117307919086767873688862721",
        "range-sum, i%10, 41505174165846491121",
        "range-count, i%10 == 3, 922337203685477581",
        "range-min, (i - 2^62)^2 - 5, -5 at i = 4611686018427387904"
    })
    void hugeRange_isAnsweredAtOnce(String kind, String expression, String answer) {
        Job fast = job(kind, "0", "2^63-1", expression, true);
        byte[] merged = FoldRun.inStrides(fast, 1);
        assertThat(FoldRun.text(FoldRun.result(fast, merged))).isEqualTo(answer + "\n");
        assertThat(check(fast, merged).verdict()).isNotEqualTo(Verdict.FAILED);
    }

    @Test
    void closedForm_isVerified_andAPeriodIsOnlyAuditedWithItsCoverage() {
        Job closed = job("range-sum", "0", "10^9", "i*i", true);
        Job period = job("range-sum", "0", "10^9", "i%100", true);
        Verification proof = check(closed, FoldRun.inStrides(closed, 1));
        Verification audit = check(period, FoldRun.inStrides(period, 1));
        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof.coverage()).isEqualTo(1);
        assertThat(audit.verdict()).isEqualTo(Verdict.AUDITED);
        assertThat(audit.coverage()).isEqualTo(1e-7);
        assertThat(closed.stage(0, NOTHING).kernelName()).contains("nothing was computed for each i");
        assertThat(period.stage(0, NOTHING).kernelName()).contains("nothing was computed for each i");
    }

    @Test
    void emptyRange_isAnswered() {
        for (String expression : new String[] {"i", "i%10"}) {
            Job job = job("range-sum", "7", "7", expression, true);
            assertThat(FoldRun.json(job, 1)).isEqualTo("{\"sum\":\"0\"}");
            assertThat(check(job, FoldRun.inStrides(job, 1)).verdict()).isNotEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @CsvSource({"range-sum, isprime(i)", "range-sum, i%1000003", "range-count, i", "range-histogram, i/1000"})
    void expression_withoutSuchAWay_isRefused(String kind, String expression) {
        var refusal = FoldRun.refusal(kind(kind), "from", "0", "to", "9", "expr", expression, "fast", "true");
        assertThat(refusal).hasMessage("no closed form or short period is known for this expression");
        assertThat(refusal.where()).isEqualTo("--fast");
    }

    @ParameterizedTest
    @ValueSource(strings = {"range-sum", "range-count"})
    void flag_withAValue_isRefused(String kind) {
        assertThat(FoldRun.refusal(kind(kind), "from", "0", "to", "9", "expr", "i%2", "fast", "yes"))
                .hasMessage("--fast takes no value");
    }

    @Test
    void search_takesNoFast() {
        assertThat(FoldRun.refusal(kind("range-find"), "from", "0", "to", "9", "expr", "i%2", "fast", "true"))
                .hasMessage("there is no option --fast");
    }

    @Test
    void fastJob_decoded_isTheSame() {
        Job job = job("range-sum", "0", "50", "i", true);
        Job decoded = FoldRun.decoded(kind("range-sum"), job);
        assertThat(decoded.arguments()).isEqualTo(job.arguments()).containsEntry("fast", "true");
        assertThat(decoded.stage(0, NOTHING).items()).isOne();
        assertThat(job("range-sum", "0", "50", "i", false).arguments()).doesNotContainKey("fast");
    }

    @Test
    void error_withinThePeriod_namesI() {
        Stage<?> stage = job("range-count", "10", "10^6", "1 / (i%9 - 4)", true).stage(0, NOTHING);
        assertThatExceptionOfType(DeterministicException.class)
                .isThrownBy(() -> stage.newKernel().compute(0, 1, KernelContext.detached(1)))
                .withMessage("division by zero at i = 13")
                .satisfies(e -> assertThat(e.index()).isZero());
    }

    @Test
    void longPeriod_canBeStopped() {
        Stage<?> stage = job("range-count", "0", "10^9", "collatz(2^9000 - 1 - i%1000)", true)
                .stage(0, NOTHING);
        assertThatExceptionOfType(KernelStoppedException.class)
                .isThrownBy(() -> stage.newKernel().compute(0, 1, new StoppingContext()));
    }
}
