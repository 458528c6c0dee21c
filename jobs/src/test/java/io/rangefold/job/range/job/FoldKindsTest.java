package io.rangefold.job.range.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** What all kinds that fold an expression have in common. */
class FoldKindsTest {
    private static final byte[] NOTHING = {};
    private static final List<String> NAMES =
            List.of("range-count", "range-min", "range-max", "range-find", "range-histogram");
    private static final List<String> EXPRESSIONS = List.of(
            "i%7", "i*i-50*i", "2^(i%70)", "(i%3) ? i : -i^5", "popcount(i*i)", "i > 400 && isprime(i)", "-i", "i-i");

    static List<JobKind> kinds() {
        return NAMES.stream().map(JobKinds.installed()::named).toList();
    }

    static Stream<ArgumentSet> kindsAndExpressions() {
        return kinds().stream()
                .flatMap(kind -> EXPRESSIONS.stream()
                        .map(text -> org.junit.jupiter.params.provider.Arguments.argumentSet(
                                kind.description().name() + " " + text, kind, text)));
    }

    private static Job over(JobKind kind, long from, long to, String expression) {
        return FoldRun.job(kind, "from", Long.toString(from), "to", Long.toString(to), "expr", expression);
    }

    @ParameterizedTest
    @MethodSource("kindsAndExpressions")
    void strides_ofAnySize_giveTheBytesOfTheReference(JobKind kind, String expression) {
        Job job = over(kind, -300, 1_500, expression);
        byte[] reference = FoldRun.byReference(job);
        for (long stride : new long[] {1, 7, 513, Long.MAX_VALUE}) {
            assertThat(FoldRun.inStrides(job, stride)).isEqualTo(reference);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void index_withoutValue_failsAndNamesI(JobKind kind) {
        Stage<?> stage = over(kind, -10, 10, "0/i").stage(0, NOTHING);
        for (var kernel : List.of(stage.newKernel(), stage.newReferenceKernel().orElseThrow())) {
            assertThatExceptionOfType(DeterministicException.class)
                    .isThrownBy(() -> kernel.compute(0, 20, KernelContext.detached(20)))
                    .withMessage("division by zero at i = 0")
                    .satisfies(e -> assertThat(e.index()).isEqualTo(10));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shortenedStride_givesThePartialOfWhatIsLeft(JobKind kind) {
        shortened(over(kind, 1, 100_000, "collatz(2^300-1-i) > 10^6").stage(0, NOTHING));
    }

    private static <P> void shortened(Stage<P> stage) {
        ShorteningContext context = new ShorteningContext(stage.items());
        P partial = stage.newKernel().compute(0, stage.items(), context);
        P expected = stage.newReferenceKernel()
                .orElseThrow()
                .compute(0, context.end(), KernelContext.detached(context.end()));
        assertThat(context.end()).isLessThan(stage.items());
        assertThat(stage.partials().encode(partial)).isEqualTo(stage.partials().encode(expected));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void partials_cutOffOrLengthened_areRefused(JobKind kind) {
        Job job = over(kind, 5, 60, "i*i*2^70 - 1");
        byte[] bytes = FoldRun.inStrides(job, 20);
        var partials = job.stage(0, NOTHING).partials();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            // A version alone is the extreme of nothing.
            boolean isIdentity = length == 1 && kind.description().name().startsWith("range-m");
            if (!isIdentity) {
                assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> partials.decode(cut));
            }
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        byte[] otherVersion = bytes.clone();
        otherVersion[0] = 9;
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> partials.decode(longer));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> partials.decode(otherVersion));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void spec_decoded_isTheSameJob(JobKind kind) {
        Job job = over(kind, 3, 900, " i % 1_000 ");
        Job decoded = FoldRun.decoded(kind, job);
        assertThat(decoded.arguments()).isEqualTo(job.arguments()).containsEntry("expr", "i % 1_000");
        assertThat(decoded.spec()).isEqualTo(job.spec());
        assertThat(List.copyOf(job.arguments().keySet()).subList(0, 3)).containsExactly("from", "to", "expr");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void spec_corrupted_isRefused(JobKind kind) {
        byte[] spec = over(kind, 0, 10, "i").spec();
        byte[] otherVersion = spec.clone();
        otherVersion[0] = 9;
        byte[] cut = Arrays.copyOf(spec, spec.length - 1);
        byte[] longer = Arrays.copyOf(spec, spec.length + 1);
        for (byte[] bytes : new byte[][] {NOTHING, {2}, otherVersion, cut, longer, new byte[100_000]}) {
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> kind.decode(bytes, id -> NOTHING));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void badArguments_areRefusedAndSayWhere(JobKind kind) {
        assertThat(FoldRun.refusal(kind, "from", "0", "to", "9")).hasMessage("--expr is missing");
        assertThat(FoldRun.refusal(kind, "to", "9", "expr", "i")).hasMessage("--from is missing");
        assertThat(FoldRun.refusal(kind, "from", "0", "to", "9", "expr", "i+").where())
                .startsWith("--expr, column ");
        assertThat(FoldRun.refusal(kind, "from", "9", "to", "0", "expr", "i").where())
                .isEqualTo("--to");
        assertThat(FoldRun.refusal(kind, "from", "0", "to", "9", "expr", "i", "step", "2"))
                .hasMessage("there is no option --step");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> kind.parse(new Arguments(List.of("7"), Map.of(), Map.of())))
                .withMessage("unexpected word \"7\"");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void examples_areOfTheKind(JobKind kind) {
        assertThat(kind.description().examples())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example)
                        .startsWith(kind.description().name() + " ")
                        .contains("--expr"));
    }
}
