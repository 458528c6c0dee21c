package io.rangefold.job.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Segments;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiResultTest {
    private static PiResult result(long samples, long seed) {
        PiSpec spec = new PiSpec(samples, seed);
        return new PiResult(new PiKernel(spec).compute(0, samples, KernelContext.detached(samples)));
    }

    private static String json(JobResult result) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            result.writeJson(json);
        }
        return text.toString();
    }

    /** The digits are part of what a seed promises: they never change. */
    @Test
    void json_hasTheseDigits() throws IOException {
        assertThat(json(result(1_000_000, 0)))
                .isEqualTo(
                        "{\"estimate\":3.142816,\"standardError\":0.00164133,\"hits\":\"785704\",\"samples\":\"1000000\"}");
        assertThat(json(result(1_000_000, 42)))
                .isEqualTo(
                        "{\"estimate\":3.141344,\"standardError\":0.00164236,\"hits\":\"785336\",\"samples\":\"1000000\"}");
    }

    @Test
    void estimates_areAsNearAsTheirErrorsSay() {
        for (long seed = 0; seed < 20; seed++) {
            Estimate estimate = estimate(result(2_000_000, seed));
            double away = Math.abs(estimate.value().doubleValue() - Math.PI)
                    / estimate.standardError().doubleValue();
            assertThat(away).as("seed %d", seed).isLessThan(4);
        }
    }

    private static Estimate estimate(PiResult result) {
        long hits = 0;
        for (int block = 0; block < result.counted().blocks(); block++) {
            hits += result.counted().hits(block);
        }
        return new Estimate(hits, result.samples());
    }

    @Test
    void text_showsNoDigitThatMeansNothing() {
        assertThat(new Estimate(785_398, 1_000_000).text()).isEqualTo("3.1416 ± 0.0016");
        assertThat(new Estimate(3, 4).text()).isEqualTo("3.00 ± 0.87");
        assertThat(new Estimate(1, 1).text()).isEqualTo("4 ± 0");
        assertThat(new Estimate(0, 7).text()).isEqualTo("0 ± 0");
    }

    @Test
    void standardError_isThatOfAShare() {
        assertThat(new Estimate(785_398, 1_000_000).standardError()).isEqualByComparingTo("0.00164218");
        assertThat(new Estimate(7_243_961_458_077_100_000L, Long.MAX_VALUE)
                        .standardError()
                        .doubleValue())
                .isBetween(5.4e-10, 5.5e-10);
    }

    @Test
    void curve_endsWithTheEstimate_andHasAPointForEachBlock() {
        PiResult result = result(100_000, 1);
        List<JobResult.Point> points = result.curve().orElseThrow().points();
        assertThat(points).hasSize(new PiSpec(100_000, 1).blocks());
        JobResult.Point last = points.get(points.size() - 1);
        assertThat(last.x()).isEqualTo(100_000);
        assertThat(last.y()).isEqualTo(estimate(result).value().doubleValue());
        assertThat(points).allMatch(point -> point.low() <= point.y() && point.y() <= point.high());
    }

    @Test
    void preview_isOfTheSamplesSoFar() {
        PiSpec spec = new PiSpec(10_000, 1);
        Job job = new PiJob(spec);
        HitsType type = new HitsType(spec);
        assertThat(job.preview(type.encode(type.identity()), Segments.none())).isEmpty();

        Hits part = new PiKernel(spec).compute(6_000, 7_000, KernelContext.detached(7_000));
        PiResult shown =
                (PiResult) job.preview(type.encode(part), Segments.none()).orElseThrow();
        assertThat(shown.samples()).isEqualTo(1_000);
        assertThat(shown.curve().orElseThrow().points()).hasSizeBetween(25, 27);
    }
}
