package io.rangefold.job.range.sum;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.math.BigInteger;

/** A sum, as {@code {"sum": "…"}} and as a bare number. */
record SumResult(BigInteger sum) implements JobResult {
    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("sum", sum.toString());
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        out.append(sum.toString()).append('\n');
    }
}
