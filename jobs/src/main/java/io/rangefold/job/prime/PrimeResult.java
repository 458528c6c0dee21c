package io.rangefold.job.prime;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.math.BigInteger;

/** As {@code {"count": "…"}} or {@code {"sum": "…"}}, and as a bare number. */
record PrimeResult(Quantity quantity, BigInteger value) implements JobResult {
    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(quantity.word(), value.toString());
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        out.append(value.toString()).append('\n');
    }
}
