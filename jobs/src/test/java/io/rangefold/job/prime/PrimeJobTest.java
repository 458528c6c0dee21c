package io.rangefold.job.prime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.Segments;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeJobTest {
    private static final byte[] NOTHING = {};

    /** Of [10^13, 10^13 + 5 10^7), by primesieve 11. */
    private static final long COUNT_AT_10_13 = 1_671_204;

    private static Conclusion concluded(Job job, BigInteger value, boolean prove) {
        return job.conclude(new TotalPartials().encode(value), Segments.none(), prove);
    }

    private static Kernel<BigInteger> kernel(Job job) {
        return ((SieveStage) job.stage(0, NOTHING)).newKernel();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10^6, 0, 78498",
        "0, 10^7, 0, 664579",
        "0, 10^8, 0, 5761455",
        "0, 10^6, '0,2', 8169",
        "0, 10^7, '0,2', 58980",
        "0, 10^8, '0,2', 440312",
        "1e12, 1000010000000, 0, 361726",
        "1e15, 1000000010000000, 0, 289394"
    })
    void count_isTheKnownValue(String from, String to, String tuple, BigInteger count) {
        assertThat(PrimeRun.run(PrimeRun.count(from, to, tuple), 9_999_991)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"0, 10^6, 37550402023", "0, 10^7, 3203324994356", "0, 10^8, 279209790387276"})
    void sum_isTheKnownValue(String from, String to, BigInteger sum) {
        assertThat(PrimeRun.run(PrimeRun.sum(from, to, "0"), 9_999_991)).isEqualTo(sum);
    }

    /** Of first primes: 3 of 3, 5, 7; 2 of 2, 3; 5 of 5, 7, 11, 13 and 11 of 11, 13, 17, 19. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, '0,2,4', 3",
        "0, 10^6, '0,1', 2",
        "0, 10^6, '0,1,3', 2",
        "0, 100, '0,2,6,8', 16",
        "4, 100, '0,2,4', 0",
        "5, 6, '0,2,6,8,12', 5",
        "89, 90, '0,8', 89"
    })
    void sum_ofFirstPrimesOfRareConstellations_isTheKnownValue(String from, String to, String tuple, BigInteger sum) {
        assertThat(PrimeRun.run(PrimeRun.sum(from, to, tuple), 7)).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0,2", "0,1", "0,2,4", "0,3", "0,5", "0,4,6", "0,90", "0,2,6,8,12", "0,210,100000"})
    void anySmallRange_inStridesOfAnySize_isWhatTheReferenceGives(String tuple) {
        Random random = new Random(tuple.hashCode());
        for (int round = 0; round < 20; round++) {
            String from = Integer.toString(random.nextInt(400) - 50);
            String to = Integer.toString(Integer.parseInt(from) + random.nextInt(600));
            long stride = 1 + random.nextInt(100);
            Job count = PrimeRun.count(from, to, tuple);
            Job sum = PrimeRun.sum(from, to, tuple);
            assertThat(PrimeRun.run(count, stride)).as("[%s, %s)", from, to).isEqualTo(PrimeRun.reference(count));
            assertThat(PrimeRun.run(sum, stride)).as("[%s, %s)", from, to).isEqualTo(PrimeRun.reference(sum));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10^12, 0",
        "10^12, '0,6'",
        "10^18, 0",
        "10^18, '0,2'",
        "10^18, '0,210'",
        "9223372036854765000, 0",
        "9223372036854765000, '0,4'"
    })
    void sum_ofShortHighRange_isWhatTheReferenceGives(String from, String tuple) {
        String to = new BigInteger(from.replace("10^12", "1000000000000").replace("10^18", "1000000000000000000"))
                .add(BigInteger.valueOf(10_000))
                .toString();
        Job job = PrimeRun.sum(from, to, tuple);
        assertThat(PrimeRun.run(job, 997)).isEqualTo(PrimeRun.reference(job)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"10^18, 1000000000000200000, 0, 4800", "9223372036854675807, 2^63-1, 0, 2303"})
    void count_nearTheEnd_isTheKnownValue(String from, String to, String tuple, BigInteger count) {
        assertThat(PrimeRun.run(PrimeRun.count(from, to, tuple), 77_777)).isEqualTo(count);
    }

    @Test
    void strides_outOfOrder_giveTheSame() {
        Job job = PrimeRun.sum("0", "3e6", "0,2");
        Kernel<BigInteger> kernel = kernel(job);
        BigInteger sum = BigInteger.ZERO;
        for (long low : new long[] {2_000_000, 0, 2_500_000, 1_000_000, 1_500_000, 500_000}) {
            sum = sum.add(kernel.compute(low, low + 500_000, KernelContext.detached(low + 500_000)));
        }
        assertThat(sum).isEqualTo(PrimeRun.run(job, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void stride_cutShort_isContinuedWhereItEnded(int poll) {
        Job job = PrimeRun.count("10^13", "10000050000000", "0");
        Kernel<BigInteger> kernel = kernel(job);
        CuttingContext context = CuttingContext.shortening(50_000_000, poll);
        BigInteger begun = kernel.compute(0, 50_000_000, context);
        assertThat(context.end()).isLessThan(50_000_000);
        BigInteger rest = kernel.compute(context.end(), 50_000_000, KernelContext.detached(50_000_000));
        assertThat(begun.add(rest)).isEqualTo(BigInteger.valueOf(COUNT_AT_10_13));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void stride_stopped_leavesAKernelThatWorks(int poll) {
        Job job = PrimeRun.count("10^13", "10000050000000", "0");
        Kernel<BigInteger> kernel = kernel(job);
        CuttingContext context = CuttingContext.stopping(50_000_000, poll);
        assertThatExceptionOfType(KernelStoppedException.class)
                .isThrownBy(() -> kernel.compute(0, 50_000_000, context));
        assertThat(kernel.compute(0, 50_000_000, KernelContext.detached(50_000_000)))
                .isEqualTo(BigInteger.valueOf(COUNT_AT_10_13));
    }

    @ParameterizedTest
    @CsvSource({"0, 10^6", "100, 1e6", "-50, 50", "999983, 999984", "5, 5", "-10, 0"})
    void rangeBelowTheFormulasBound_isVerifiedIfRightAndFailedIfWrong(String from, String to) {
        for (Job job : new Job[] {PrimeRun.count(from, to, "0"), PrimeRun.sum(from, to, "0")}) {
            BigInteger value = PrimeRun.run(job, 123_457);
            assertThat(job.proves()).isTrue();
            assertThat(concluded(job, value, true).proof().orElseThrow().verdict())
                    .isEqualTo(Verdict.VERIFIED);
            assertThat(concluded(job, value.add(BigInteger.ONE), true).proof().orElseThrow())
                    .satisfies(proof -> assertThat(proof.verdict()).isEqualTo(Verdict.FAILED))
                    .satisfies(proof -> assertThat(proof.detail()).endsWith("gives " + value));
            assertThat(concluded(job, value, false).proof()).isEmpty();
        }
    }

    @Test
    void constellationsAndHigherRanges_areLeftToAudits() {
        assertThat(PrimeRun.count("0", "100", "0,2").proves()).isFalse();
        assertThat(PrimeRun.count("0", "10^13", "0").proves()).isTrue();
        assertThat(PrimeRun.count("0", "10^13+1", "0").proves()).isFalse();
        assertThat(concluded(PrimeRun.count("0", "100", "0,2"), BigInteger.TEN, true)
                        .proof())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10^11, 4118054813, 201467077743744681014",
        "10^6, 10^7, 586081, 3165774592333",
        "-5, 3, 1, 2",
        "-5, 2, 0, 0",
        "7, 7, 0, 0"
    })
    void combinatorialMethod_givesTheSameInOneIndex(String from, String to, BigInteger count, BigInteger sum) {
        Job counting = new PrimeCountKind().parse(PrimeRun.arguments(from, to, "method", "combinatorial"));
        Job summing = new PrimeSumKind().parse(PrimeRun.arguments(from, to, "method", "combinatorial"));
        assertThat(counting.stage(0, NOTHING).items()).isEqualTo(1);
        assertThat(PrimeRun.run(counting, 1)).isEqualTo(count);
        assertThat(PrimeRun.run(summing, 1)).isEqualTo(sum);
        assertThat(counting.proves()).isFalse();
    }

    @Test
    void result_isWrittenAsTextAndAsJson() throws IOException {
        assertThat(written(PrimeRun.count("0", "10", "0"), 4)).isEqualTo("4\n{\"count\":\"4\"}");
        assertThat(written(PrimeRun.sum("0", "10", "0"), 17)).isEqualTo("17\n{\"sum\":\"17\"}");
    }

    private static String written(Job job, long value) throws IOException {
        Conclusion conclusion = concluded(job, BigInteger.valueOf(value), true);
        StringWriter text = new StringWriter();
        conclusion.result().writeText(text);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            conclusion.result().writeJson(json);
        }
        return text.toString();
    }

    @Test
    void spec_decoded_isTheSameJob() {
        Job job = PrimeRun.count("-2^61", "2^62", "0,2,6");
        Job decoded = new PrimeCountKind().decode(job.spec(), id -> NOTHING);
        assertThat(decoded.spec()).isEqualTo(job.spec());
        assertThat(decoded.arguments()).isEqualTo(job.arguments()).containsEntry("tuple", "0,2,6");
        assertThat(decoded.arguments().keySet()).containsExactly("from", "to", "tuple", "method");
    }

    @Test
    void spec_corrupted_isRefused() {
        byte[] spec = PrimeRun.count("0", "10", "0,2").spec();
        byte[] otherVersion = spec.clone();
        otherVersion[0] = 9;
        byte[] otherMethod = spec.clone();
        otherMethod[1] = 2;
        byte[] backwards = spec.clone();
        backwards[2] = 1;
        byte[] tooManyOffsets = spec.clone();
        tooManyOffsets[18] = 3;
        byte[] tooFewOffsets = spec.clone();
        tooFewOffsets[18] = 1;
        byte[] negativeOffset = spec.clone();
        negativeOffset[23] = -1;
        byte[][] all = {
            NOTHING, {1}, otherVersion, otherMethod, backwards, tooManyOffsets, tooFewOffsets, negativeOffset
        };
        for (byte[] bytes : all) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> new PrimeCountKind().decode(bytes, id -> NOTHING));
        }
    }

    @Test
    void partial_corrupted_isRefused() {
        TotalPartials partials = new TotalPartials();
        byte[] leadingZero = {1, 0, 5};
        byte[] negative = {1, -1};
        for (byte[] bytes : new byte[][] {NOTHING, {1}, {2, 5}, leadingZero, negative, new byte[18]}) {
            assertThatIllegalArgumentException().isThrownBy(() -> partials.decode(bytes));
        }
        BigInteger largest = BigInteger.ONE.shiftLeft(126);
        assertThat(partials.decode(partials.encode(largest))).isEqualTo(largest);
    }

    @Test
    void preview_isWhatTheSieveHasFound_andNothingOfTheFormula() {
        byte[] found = new TotalPartials().encode(BigInteger.valueOf(17));
        assertThat(PrimeRun.count("0", "10^6", "0").preview(found, Segments.none()))
                .isPresent();
        Job formula = new PrimeCountKind().parse(PrimeRun.arguments("0", "10^6", "method", "combinatorial"));
        assertThat(formula.preview(found, Segments.none())).isEmpty();
    }
}
