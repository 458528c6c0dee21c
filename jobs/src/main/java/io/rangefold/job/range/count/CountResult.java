package io.rangefold.job.range.count;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;

/** A count, as {@code {"count": "…"}} and as a bare number. */
record CountResult(long count) implements JobResult {
    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("count", Long.toString(count));
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        out.append(Long.toString(count)).append('\n');
    }
}
