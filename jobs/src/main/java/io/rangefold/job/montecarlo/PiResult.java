package io.rangefold.job.montecarlo;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The estimate, and how it came about: from the samples of the first block, of the first two, and so on. */
record PiResult(Hits counted) implements JobResult {
    /** So many standard errors to both sides hold the truth 19 times of 20. */
    private static final double CONFIDENCE = 1.96;

    long samples() {
        long sum = 0;
        for (int block = 0; block < counted.blocks(); block++) {
            sum += counted.samples(block);
        }
        return sum;
    }

    private long hits() {
        long sum = 0;
        for (int block = 0; block < counted.blocks(); block++) {
            sum += counted.hits(block);
        }
        return sum;
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        Estimate estimate = new Estimate(hits(), samples());
        json.writeStartObject();
        json.writeNumberField("estimate", estimate.value());
        json.writeNumberField("standardError", estimate.standardError());
        json.writeStringField("hits", Long.toString(hits()));
        json.writeStringField("samples", Long.toString(samples()));
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        out.append(new Estimate(hits(), samples()).text()).append('\n');
    }

    @Override
    public Optional<Curve> curve() {
        List<Point> points = new ArrayList<>();
        long samples = 0;
        long hits = 0;
        for (int block = 0; block < counted.blocks(); block++) {
            samples += counted.samples(block);
            hits += counted.hits(block);
            if (counted.samples(block) > 0) {
                Estimate estimate = new Estimate(hits, samples);
                double value = estimate.value().doubleValue();
                double margin = CONFIDENCE * estimate.standardError().doubleValue();
                points.add(new Point(samples, value, value - margin, value + margin));
            }
        }
        return Optional.of(new Curve("samples", "estimate of pi", points));
    }
}
