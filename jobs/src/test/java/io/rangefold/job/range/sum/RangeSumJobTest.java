package io.rangefold.job.range.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.range.job.StoppingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeSumJobTest {
    private static final byte[] NOTHING = {};

    private static Conclusion concluded(Job job, BigInteger sum) {
        return job.conclude(new SumPartials().encode(sum), Segments.none(), true);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1e8, i, 4999999950000000",
        "0, 1e7, i^2, 333333283333335000000",
        "0, 1e6, i%10, 4500000",
        "0, 2e6, i % 10, 9000000",
        "0, 3e6, i%10, 13500000",
        "0, 4e6, i%10, 18000000",
        "0, 5e6, i%10, 22500000",
        "0, 500000, 1, 500000",
        "0, 10^6, isprime(i), 78498",
        "0, 10^6, isprime(i)*i, 37550402023",
        "0, 10^6, isprime(i) && isprime(i+2), 8169",
        "1, 2^24, collatz(i), 2694985024",
        "-5, 6, i^3, 0"
    })
    void sum_isTheKnownValue(String from, String to, String expression, BigInteger sum) {
        assertThat(Strides.sum(Strides.job(from, to, expression), 1_000_003)).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "i*i", "i%10", "isprime(i)", "1"})
    void sum_ofEmptyRange_isZero(String expression) {
        Job job = Strides.job("7", "7", expression);
        assertThat(job.stage(0, NOTHING).items()).isZero();
        assertThat(Strides.sum(job, 10)).isZero();
        if (job.proves()) {
            assertThat(concluded(job, BigInteger.ZERO).proof().orElseThrow().verdict())
                    .isEqualTo(Verdict.VERIFIED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"i", "i*i-7", "i^3+2*i-7", "(i+1)*(i-1)", "i%10", "(i*i+3)%97", "popcount(i*i)", "i%3 ? i : -i"})
    void sum_inStridesOfAnySize_hasTheSameBytes(String expression) {
        Job job = Strides.job(-1_000, 3_000, expression);
        byte[] whole = Strides.run(job, Long.MAX_VALUE);
        assertThat(Strides.run(job, 1)).isEqualTo(whole);
        assertThat(Strides.run(job, 513)).isEqualTo(whole);
        assertThat(new SumPartials().decode(whole)).isEqualTo(Strides.referenceSum(job));
    }

    @Test
    void spec_decoded_isTheSameJob() {
        Job job = Strides.job("-2^63", "-1", " i % 1_000 ");
        Job decoded = new RangeSumKind().decode(job.spec(), id -> NOTHING);
        assertThat(decoded.arguments()).isEqualTo(job.arguments()).containsEntry("expr", "i % 1_000");
        assertThat(decoded.spec()).isEqualTo(job.spec());
        assertThat(decoded.arguments().keySet()).containsExactly("from", "to", "expr");
    }

    @Test
    void spec_corrupted_isRefused() {
        byte[] spec = Strides.job("0", "10", "i").spec();
        byte[] otherVersion = spec.clone();
        otherVersion[0] = 9;
        byte[] backwards = spec.clone();
        backwards[1] = 1;
        byte[] badExpression = spec.clone();
        badExpression[spec.length - 1] = (byte) 0xff;
        for (byte[] bytes :
                new byte[][] {NOTHING, {1, 2, 3}, otherVersion, backwards, badExpression, new byte[100_000]}) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> new RangeSumKind().decode(bytes, id -> NOTHING));
        }
    }

    @Test
    void arguments_areCanonical() {
        assertThat(Strides.job("1e3", "2^61-1", "i").arguments())
                .containsEntry("from", "1000")
                .containsEntry("to", "2305843009213693951")
                .containsEntry("expr", "i");
    }

    @Test
    void result_isWrittenAsTextAndAsJson() throws IOException {
        Conclusion conclusion = concluded(Strides.job("0", "1e8", "i"), new BigInteger("4999999950000000"));
        StringBuilder text = new StringBuilder();
        conclusion.result().writeText(text);
        assertThat(text).hasToString("4999999950000000\n");
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            conclusion.result().writeJson(generator);
        }
        assertThat(json).hasToString("{\"sum\":\"4999999950000000\"}");
        assertThat(conclusion.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1e8, i, closed-form",
        "-1000, 5, (i+1)^5-(2*i)^3<<2, closed-form",
        "5, 1000, 7, closed-form",
        "-17, 1000, i%10, periodicity",
        "0, 5, (i^3+1)%99_991, periodicity"
    })
    void provableSum_isVerifiedIfRightAndFailedIfWrong(String from, String to, String expression, String method) {
        Job job = Strides.job(from, to, expression);
        BigInteger sum = Strides.sum(job, 1_000_000);
        assertThat(job.proves()).isTrue();
        assertThat(concluded(job, sum).proof()).hasValueSatisfying(proof -> {
            assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(proof.method()).isEqualTo(method);
            assertThat(proof.coverage()).isEqualTo(1.0);
        });
        assertThat(concluded(job, sum.add(BigInteger.ONE)).proof().orElseThrow().verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(job.conclude(new SumPartials().encode(sum), Segments.none(), false)
                        .proof())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"isprime(i)", "i%1_000_003", "i/2", "i^33", "2^i", "i ? 1 : 2"})
    void otherSum_isLeftToAudits(String expression) {
        Job job = Strides.job(0, 50, expression);
        assertThat(job.proves()).isFalse();
        assertThat(Strides.sum(job, 7)).isEqualTo(Strides.referenceSum(job));
        assertThat(concluded(job, BigInteger.ONE).proof()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-10, 10, 100/i, 10, division by zero at i = 0",
        "0, 20, i/(i-17), 17, division by zero at i = 17",
        "0, 20, 2^(10-i), 11, negative exponent at i = 11",
        "0, 20, 1<<(3-i), 4, negative shift at i = 4",
        "5, 20, isqrt(7-i), 3, isqrt of a negative number at i = 8",
        "-3, 20, popcount(i), 0, popcount of a negative number at i = -3",
        "-3, 20, collatz(i), 0, collatz of a number below 1 at i = -3",
        "-3, 20, tau(i), 0, tau of a number below 1 at i = -3",
        "-3, 20, sigma(9-i), 12, sigma of a number below 1 at i = 9",
        "0, 20, 2^(2^i), 16, a value of more than 65 536 bits at i = 16",
        "3, 20, 9^9^9^9, 0, a value of more than 65 536 bits at i = 3"
    })
    void index_withoutValue_failsTheJobAndNamesI(
            String from, String to, String expression, long index, String message) {
        Job job = Strides.job(from, to, expression);
        Stage<?> stage = job.stage(0, NOTHING);
        for (var kernel : List.of(stage.newKernel(), stage.newReferenceKernel().orElseThrow())) {
            assertThatExceptionOfType(DeterministicException.class)
                    .isThrownBy(() -> kernel.compute(0, stage.items(), KernelContext.detached(stage.items())))
                    .withMessage(message)
                    .satisfies(e -> assertThat(e.index()).isEqualTo(index));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "powmod(3, 2^65000-1, 2^65000+7)",
                "isprime(2^65533-i)",
                "collatz(2^65000-1-i)",
                "gcd(2^65535-1-i, 3^41000+i)",
                "powmod(3, 2^9000-1, 2^63-25)"
            })
    void indexThatTakesLong_isPolledAndCanBeStopped(String expression) {
        Stage<?> stage = Strides.job(0, 1_000_000, expression).stage(0, NOTHING);
        for (var kernel : List.of(stage.newKernel(), stage.newReferenceKernel().orElseThrow())) {
            StoppingContext context = new StoppingContext();
            assertThatExceptionOfType(KernelStoppedException.class)
                    .isThrownBy(() -> kernel.compute(0, stage.items(), context));
            assertThat(context.polls()).isEqualTo(StoppingContext.POLLS);
        }
    }

    @Test
    void kind_isInstalled() {
        assertThat(JobKinds.installed().named("range-sum")).isInstanceOf(RangeSumKind.class);
    }

    @Test
    void longestExpressions_areTakenAtOnceOnSmallStack() throws InterruptedException {
        List<String> texts = List.of(
                "(i+1)^16*(i-7)^16+".repeat(400) + "i",
                "1^1024+".repeat(490) + "i",
                "(" + "i^3+".repeat(480) + "1)%1000003",
                "(i*7/3)%1009+".repeat(480) + "1",
                "min(" + "i*i%7,".repeat(480) + "i)");
        List<BigInteger> sums = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> texts.forEach(text -> sums.add(Strides.sum(Strides.job(-3, 4, text), 5))),
                "small stack",
                512 * 1024);
        thread.start();
        thread.join();
        assertThat(sums).hasSameSizeAs(texts);
        for (int k = 0; k < texts.size(); k++) {
            assertThat(sums.get(k)).isEqualTo(Strides.referenceSum(Strides.job(-3, 4, texts.get(k))));
        }
    }

    @Test
    void examples_ofTheDescription_parse() {
        assertThat(new RangeSumKind().description().examples())
                .allSatisfy(example -> assertThat(example).startsWith("range-sum --from "));
        assertThat(Strides.job("1", "1e6", "isprime(i) && isprime(i+2)").arguments())
                .containsEntry("to", "1000000");
    }

    @ParameterizedTest
    @CsvSource({
        "i, compiled",
        "i%10, compiled",
        "collatz(i+1), compiled",
        "i^9, 'polynomial, 64-bit lanes modulo 2^64 and more'"
    })
    void kernelName_beforeAnythingHasRun_saysWhatIsMeant(String expression, String name) {
        assertThat(Strides.job("0", "1e5", expression).stage(0, NOTHING).kernelName())
                .isEqualTo(name);
    }

    @Test
    void kernelName_afterwards_saysWhatHasRun() {
        Stage<?> compiled = Strides.job("0", "1e8", "i % 10").stage(0, NOTHING);
        compiled.newKernel().compute(0, 100, KernelContext.detached(100));
        assertThat(compiled.kernelName()).startsWith("compiled, ").contains("32-bit lanes");
        Stage<?> tooLarge = Strides.job("0", "1e8", longSum()).stage(0, NOTHING);
        tooLarge.newKernel().compute(0, 100, KernelContext.detached(100));
        assertThat(tooLarge.kernelName()).startsWith("evaluator, ");
    }

    /** Of more parts than compiled code may have. */
    private static String longSum() {
        StringBuilder text = new StringBuilder("i");
        for (int k = 2; k < 450; k++) {
            text.append("+(i xor ").append(k).append(')');
        }
        return text.toString();
    }
}
