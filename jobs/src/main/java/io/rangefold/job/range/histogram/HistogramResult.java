package io.rangefold.job.range.histogram;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;

/** Counts by value, ascending, as {@code {"counts": {"0": "10", …}}} and as lines of value and count. */
final class HistogramResult implements JobResult {
    private final Histogram histogram;

    HistogramResult(Histogram histogram) {
        this.histogram = histogram;
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("counts");
        for (int k = 0; k < histogram.size(); k++) {
            json.writeStringField(
                    histogram.values()[k].toString(), Long.toString(histogram.counts()[k]));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        for (int k = 0; k < histogram.size(); k++) {
            out.append(histogram.values()[k].toString())
                    .append(": ")
                    .append(Long.toString(histogram.counts()[k]))
                    .append('\n');
        }
    }
}
