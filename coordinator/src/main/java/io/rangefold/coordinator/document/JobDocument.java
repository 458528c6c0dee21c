package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import io.rangefold.job.Verification;
import io.rangefold.protocol.JobId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The document of one job, {@value #SCHEMA}; and of all of them, {@value #LIST_SCHEMA}. */
public final class JobDocument {
    public static final String SCHEMA = "rangefold.job/1";
    public static final String LIST_SCHEMA = "rangefold.jobs/1";

    private JobDocument() {}

    /** What stands in the field {@code result}. */
    @FunctionalInterface
    public interface Result {
        /** There is none (yet). */
        Result NONE = json -> json.writeNullField("result");
        /** The document does not speak of results: the field is left out. */
        Result LEFT_OUT = json -> {};

        void writeField(JsonGenerator json) throws IOException;

        /** The result itself, or null. */
        static Result of(Optional<JobResult> result) {
            return result.isEmpty()
                    ? NONE
                    : json -> {
                        json.writeFieldName("result");
                        result.get().writeJson(json);
                    };
        }

        /** The result itself, and the file that has its picture. */
        static Result withImage(JobResult result, String file, long bytes) {
            return json -> {
                json.writeObjectFieldStart("result");
                try (JsonParser parser = Json.parser(new ByteArrayInputStream(
                        Json.compactText(result::writeJson).getBytes(StandardCharsets.UTF_8)))) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        json.copyCurrentStructure(parser);
                    }
                }
                json.writeObjectFieldStart("image");
                json.writeStringField("file", file);
                json.writeNumberField("bytes", bytes);
                json.writeEndObject();
                json.writeEndObject();
            };
        }

        /** A file that has the result's elements, one a line. */
        static Result inFile(String file, long count) {
            return json -> {
                json.writeObjectFieldStart("result");
                json.writeStringField("file", file);
                json.writeNumberField("count", count);
                json.writeEndObject();
            };
        }
    }

    /** Writes one job. */
    public static void write(JsonGenerator json, JobView job, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("id", job.id().value());
        json.writeStringField("name", job.name());
        json.writeStringField("kind", job.kind());
        json.writeStringField("state", job.state().name());
        Json.writeStrings(json, "arguments", job.arguments());
        json.writeStringField("submittedAt", Json.time(job.submittedAt()));
        writeTime(json, "startedAt", job.startedAt());
        writeTime(json, "finishedAt", job.finishedAt());
        result.writeField(json);
        writeVerification(json, job.verification());
        writeExecution(json, job.execution());
        writeError(json, job.fault());
        writeProgress(json, job.progress());
        writeCpu(json, job.cpu());
        json.writeNumberField("priority", job.priority());
        json.writeBooleanField("complete", job.complete());
        if (job.idempotencyKey().isPresent()) {
            json.writeStringField("idempotencyKey", job.idempotencyKey().get());
        }
        json.writeEndObject();
    }

    /**
     * Writes jobs without their results.
     *
     * @param limit how many were asked for; a list of so many says after which job the next page begins
     */
    public static void writeList(JsonGenerator json, List<JobView> jobs, int limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", LIST_SCHEMA);
        json.writeArrayFieldStart("jobs");
        for (JobView job : jobs) {
            write(json, job, Result.LEFT_OUT);
        }
        json.writeEndArray();
        Optional<JobId> next = next(jobs, limit);
        if (next.isPresent()) {
            json.writeStringField("next", next.get().value());
        } else {
            json.writeNullField("next");
        }
        json.writeEndObject();
    }

    /** The job before which the next page begins; empty if this list is known to be the last. */
    public static Optional<JobId> next(List<JobView> jobs, int limit) {
        return jobs.size() < limit
                ? Optional.empty()
                : Optional.of(jobs.get(jobs.size() - 1).id());
    }

    private static void writeTime(JsonGenerator json, String field, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeStringField(field, Json.time(time.get()));
        } else {
            json.writeNullField(field);
        }
    }

    private static void writeVerification(JsonGenerator json, Verification verification) throws IOException {
        json.writeObjectFieldStart("verification");
        json.writeStringField("verdict", verification.verdict().name());
        json.writeStringField("method", verification.method());
        json.writeNumberField("coverage", verification.coverage());
        json.writeStringField("detail", verification.detail());
        json.writeEndObject();
    }

    private static void writeExecution(JsonGenerator json, JobView.Execution execution) throws IOException {
        json.writeObjectFieldStart("execution");
        json.writeStringField("items", Long.toString(execution.items()));
        json.writeNumberField("leases", execution.leases());
        json.writeNumberField("commits", execution.commits());
        json.writeNumberField("redispatched", execution.redispatched());
        json.writeNumberField("stolen", execution.stolen());
        json.writeNumberField("workers", execution.workers());
        json.writeNumberField("slots", execution.slots());
        json.writeStringField("kernel", execution.kernel());
        Json.writeDecimal(json, "elapsedSeconds", execution.elapsedSeconds());
        Json.writeDecimal(json, "busySeconds", execution.busySeconds());
        Json.writeRate(json, "itemsPerSecond", execution.itemsPerSecond());
        json.writeEndObject();
    }

    private static void writeError(JsonGenerator json, Optional<JobFault> fault) throws IOException {
        if (fault.isPresent()) {
            json.writeFieldName("error");
            ErrorDocument.writeFault(json, fault.get());
        } else {
            json.writeNullField("error");
        }
    }

    private static void writeProgress(JsonGenerator json, JobView.Progress progress) throws IOException {
        json.writeObjectFieldStart("progress");
        json.writeStringField("committed", Long.toString(progress.committed()));
        json.writeStringField("total", Long.toString(progress.total()));
        Json.writeDecimal(json, "fraction", progress.fraction());
        json.writeNumberField("busySlots", progress.busySlots());
        Json.writeRate(json, "itemsPerSecond", progress.itemsPerSecond());
        if (progress.timeLeft().isPresent()) {
            JobView.TimeLeft left = progress.timeLeft().get();
            json.writeObjectFieldStart("timeLeft");
            Json.writeDecimal(json, "seconds", left.seconds());
            Json.writeDecimal(json, "low", left.low());
            Json.writeDecimal(json, "high", left.high());
            json.writeEndObject();
        } else {
            json.writeNullField("timeLeft");
        }
        json.writeEndObject();
    }

    private static void writeCpu(JsonGenerator json, JobView.Cpu cpu) throws IOException {
        json.writeObjectFieldStart("cpu");
        Json.writeDecimal(json, "usefulSeconds", cpu.usefulSeconds());
        Json.writeDecimal(json, "lostSeconds", cpu.lostSeconds());
        Json.writeDecimal(json, "idleSeconds", cpu.idleSeconds());
        Json.writeDecimal(json, "verificationSeconds", cpu.verificationSeconds());
        json.writeEndObject();
    }
}
