package io.rangefold.job.range.find;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.Optional;

/** Integers, ascending, as {@code {"matches": ["…", …]}} and one a line. */
final class MatchesResult implements JobResult, JobResult.Elements {
    static final String MATCHES = "matches";

    private final long[] indices;
    private final long from;

    /** @param from the {@code i} of index 0 */
    MatchesResult(long[] indices, long from) {
        this.indices = indices;
        this.from = from;
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(MATCHES);
        writeEach(json);
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        for (long index : indices) {
            out.append(Long.toString(from + index)).append('\n');
        }
    }

    @Override
    public Optional<Elements> elements() {
        return Optional.of(this);
    }

    @Override
    public String name() {
        return MATCHES;
    }

    @Override
    public long count() {
        return indices.length;
    }

    @Override
    public void writeEach(JsonGenerator json) throws IOException {
        for (long index : indices) {
            json.writeString(Long.toString(from + index));
        }
    }
}
