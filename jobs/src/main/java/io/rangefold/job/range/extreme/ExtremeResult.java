package io.rangefold.job.range.extreme;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.math.BigInteger;

/**
 * An extreme value, as {@code {"value": "…", "at": "…"}} and as a line.
 *
 * @param value the value
 * @param at the smallest i that has it
 */
record ExtremeResult(BigInteger value, long at) implements JobResult {
    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("value", value.toString());
        json.writeStringField("at", Long.toString(at));
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        out.append(value.toString())
                .append(" at i = ")
                .append(Long.toString(at))
                .append('\n');
    }
}
