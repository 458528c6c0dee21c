package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.Arguments;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the list's own stage leaves, and how curves go on with it. */
class CurveStagesTest {
    private static final BigInteger P = new BigInteger("18365939251667540567");
    private static final BigInteger Q = new BigInteger("850088889879907882973803");
    private static final BigInteger HARD = P.multiply(Q);
    private static final BigInteger HARDER =
            new BigInteger("14741168592465033881").multiply(new BigInteger("630586675274653037949131"));
    private static final BigInteger TOO_HARD = BigInteger.TWO
            .pow(607)
            .subtract(BigInteger.ONE)
            .multiply(BigInteger.TWO.pow(521).subtract(BigInteger.ONE));

    @Test
    void hardNumbersAmongEasyOnes_areFactoredInTheirOrderAndProven() throws IOException {
        Job job = jobOf("360", HARD.toString(), "1", HARDER.toString(), "77");
        JobRun run = JobRun.ofAllStages(job, 3);
        Conclusion conclusion = run.conclude();
        assertThat(conclusion.complete()).isTrue();
        assertThat(conclusion.proof().orElseThrow().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(text(conclusion).lines())
                .containsExactly(
                        "360: 2^3 * 3^2 * 5",
                        HARD + ": " + P + " * " + Q,
                        "1: 1",
                        HARDER + ": 14741168592465033881 * 630586675274653037949131",
                        "77: 7 * 11");
    }

    @Test
    void outcomeOfAStage_doesNotDependOnHowItIsSplit() {
        CurveStage stage = new CurveStage(List.of(HARD, HARDER), 0, 8, 28);
        List<byte[]> outcomes = new ArrayList<>();
        for (int stride : new int[] {1, 5, 56}) {
            PartialType<CurveSplits> type = stage.partials();
            List<CurveSplits> parts = new ArrayList<>();
            for (long low = 0; low < stage.items(); low += stride) {
                long high = Math.min(stage.items(), low + stride);
                parts.add(new CurveKernel(stage).compute(low, high, KernelContext.detached(high)));
            }
            Collections.shuffle(parts, new Random(stride));
            outcomes.add(type.encode(parts.stream().reduce(CurveSplits.NONE, type::merge)));
        }
        assertThat(outcomes).containsOnly(outcomes.get(0));
        CurveSplits found = stage.partials().decode(outcomes.get(0));
        assertThat(found.byTarget()).hasSize(2);
        assertThat(found.cutoff(2)).isEqualTo(1 + 2 * (33 - 8) + 1);
        assertThat(found.cutoff(3)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void strideThatIsShortened_endsBehindTheCurveAtHand() {
        CurveStage stage = new CurveStage(List.of(HARDER), 0, 2, 10);
        int[] curves = {0};
        KernelContext context = new KernelContext() {
            @Override
            public long poll(long index) {
                curves[0] = (int) Math.max(curves[0], index + 1);
                return index + 1;
            }

            @Override
            public SegmentSink output() {
                throw new AssertionError("curves write nothing");
            }
        };
        new CurveKernel(stage).compute(0, 10, context);
        assertThat(curves[0]).isEqualTo(1);
    }

    @Test
    void stop_passesThrough() {
        KernelContext context = new KernelContext() {
            private int polls;

            @Override
            public long poll(long index) {
                if (++polls == 50) {
                    throw new KernelStoppedException();
                }
                return index + 1;
            }

            @Override
            public SegmentSink output() {
                throw new AssertionError("curves write nothing");
            }
        };
        CurveKernel kernel = new CurveKernel(new CurveStage(List.of(TOO_HARD), 0, 2, 1));
        assertThatThrownBy(() -> kernel.compute(0, 1, context)).isInstanceOf(KernelStoppedException.class);
    }

    @Test
    void factorsFound_goOnAsTargetsUntilTheyArePrime() {
        CurveState state = CurveState.after(counts(hard(5, TOO_HARD.multiply(HARD), 2, 2)));
        CurveState split = state.after(found(state, 4, HARD, TOO_HARD), false);
        assertThat(split.targets()).containsExactly(HARD, TOO_HARD);
        assertThat(split.curve()).isEqualTo(5);
        Factors parts = new Factors();
        parts.add(P);
        parts.add(Q);
        parts.seal();
        CurveState once = split.after(CurveSplits.of(0, new CurveSplits.Split(7, parts)), false);
        assertThat(once.targets()).containsExactly(TOO_HARD);
        Factors known = once.counts().hard().numbers().get(0).factors();
        assertThat(known.distinct()).isEqualTo(3);
        assertThat(known.prime(0)).isEqualTo(BigInteger.TWO);
        assertThat(known.exponent(0)).isEqualTo(2);
        assertThat(known.prime(2)).isEqualTo(Q);
        assertThat(once.counts().incomplete()).isEqualTo(1);
        assertThat(once.isOpen()).isTrue();
    }

    @Test
    void compositeThatIsThereSeveralTimes_isSplitOnce() {
        Factors twice = new Factors();
        twice.leave(HARD);
        twice.leave(HARD);
        twice.seal();
        CurveState state = CurveState.after(counts(new HardNumber(5, twice), hard(9, HARD)));
        assertThat(state.targets()).containsExactly(HARD);
        CurveState after = state.after(found(state, 4, P, Q), false);
        assertThat(after.targets()).containsExactly(P, Q);
        assertThat(after.counts().hard().numbers().get(0).factors().composites())
                .containsExactly(P, P, Q, Q);
        assertThat(after.counts().hard().numbers().get(1).factors().composites())
                .containsExactly(P, Q);
    }

    @Test
    void levelsFollowEachOther_untilTheLastOneIsDone() {
        CurveState state = CurveState.after(counts(hard(0, TOO_HARD)));
        int indices = 0;
        for (int level = 0; level < CurveLevel.ALL.size(); level++) {
            assertThat(state.level()).isEqualTo(level);
            assertThat(state.isOpen()).isTrue();
            indices += (int) state.stage().items();
            state = CurveState.decode(state.encode()).after(CurveSplits.NONE, false);
        }
        assertThat(state.isOpen()).isFalse();
        assertThat(state.counts().incomplete()).isEqualTo(1);
        assertThat(indices)
                .isEqualTo(CurveLevel.ALL.stream().mapToInt(CurveLevel::curves).sum());
    }

    @Test
    void jobWhoseTimeIsOver_showsWhatWasReached() throws IOException {
        Job job = jobOf("360", "77", "91");
        JobRun run = JobRun.of(job, 1);
        Segments two = () -> run.segments().inOrder().subList(1, 2);
        byte[] state =
                CurveState.after(new FactorCounts(1, 0, HardNumbers.NONE)).encode();
        Conclusion early = job.concludeEarly(state, two, true);
        assertThat(job.answersInPart()).isTrue();
        assertThat(early.complete()).isFalse();
        assertThat(text(early)).isEqualTo("360: 360 (not factored)\n77: 7 * 11\n91: 91 (not factored)\n");
        assertThat(early.proof().orElseThrow().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(early.proof().orElseThrow().coverage()).isBetween(0.3, 0.4);
        assertThat(job.conclude(state, two, true).proof().orElseThrow().verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void hardNumbersBeyondTheRoom_areLeftOutInWhateverOrderTheyCome() {
        List<HardNumbers> parts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            parts.add(HardNumbers.of(List.of(hard(3L * i, TOO_HARD.add(BigInteger.valueOf(2L * i))))));
        }
        List<byte[]> encodings = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(parts, new Random(seed));
            HardNumbers left = parts.stream().reduce(HardNumbers.NONE, HardNumbers::plus);
            HardNumbers right = parts.subList(0, 200).stream()
                    .reduce(HardNumbers.NONE, HardNumbers::plus)
                    .plus(parts.subList(200, 400).stream().reduce(HardNumbers.NONE, HardNumbers::plus));
            encodings.add(encoded(left));
            encodings.add(encoded(right));
        }
        assertThat(encodings).containsOnly(encodings.get(0));
        HardNumbers kept = HardNumbers.read(new Decoder(encodings.get(0)));
        assertThat(kept.numbers().size()).isBetween(200, 250);
        assertThat(kept.end()).isEqualTo(3L * kept.numbers().size());
        assertThat(encodings.get(0).length).isLessThan(HardNumbers.MAX_BYTES + 100);
    }

    @Test
    void statesAndSplits_comeBackAndRefuseWhatIsNoneOfThem() {
        CurveState state = new CurveState(counts(hard(5, TOO_HARD, 2, 3)), 1, 17);
        assertThat(CurveState.decode(state.encode()).encode()).isEqualTo(state.encode());
        CurveSplitsType type = new CurveSplitsType(1);
        byte[] splits = type.encode(found(state, 3, P, Q));
        assertThat(type.encode(type.decode(splits))).isEqualTo(splits);
        for (byte[] good : List.of(state.encode(), splits)) {
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> CurveState.decode(cut)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> type.decode(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static byte[] encoded(HardNumbers numbers) {
        Encoder out = new Encoder();
        numbers.write(out);
        return out.toByteArray();
    }

    /** The first target falls into composites. */
    private static CurveSplits found(CurveState state, long index, BigInteger... composites) {
        assertThat(state.targets()).hasSize(1);
        Factors parts = new Factors();
        List.of(composites).forEach(parts::leave);
        parts.seal();
        return CurveSplits.of(0, new CurveSplits.Split(index, parts));
    }

    private static FactorCounts counts(HardNumber... hard) {
        return new FactorCounts(10, hard.length, HardNumbers.of(List.of(hard)));
    }

    private static HardNumber hard(long index, BigInteger composite, long... primes) {
        Factors factors = new Factors();
        for (long prime : primes) {
            factors.add(prime);
        }
        factors.leave(composite);
        factors.seal();
        return new HardNumber(index, factors);
    }

    private static Job jobOf(String... words) {
        return new FactorizeKind().parse(new Arguments(List.of(words), Map.of(), Map.of()));
    }

    private static String text(Conclusion conclusion) throws IOException {
        StringBuilder out = new StringBuilder();
        conclusion.result().writeText(out);
        return out.toString();
    }
}
