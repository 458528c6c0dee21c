package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The cluster at one moment, {@value #SCHEMA}: all workers, and the jobs that have changed. */
public final class LiveDocument {
    public static final String SCHEMA = "rangefold.live/1";

    private LiveDocument() {}

    /**
     * Writes it. What may differ although nothing has changed, the time, comes last.
     *
     * @param changed the jobs to be written of those in {@code seen}, newest first
     * @param removed jobs that are not known any more
     */
    public static void write(JsonGenerator json, Observation seen, List<JobView> changed, Collection<JobId> removed)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeArrayFieldStart("jobs");
        for (JobView job : changed) {
            JobDocument.write(json, job, JobDocument.Result.LEFT_OUT);
        }
        json.writeEndArray();
        Json.writeStrings(json, "removed", removed.stream().map(JobId::value).toList());
        json.writeArrayFieldStart("workers");
        for (WorkerView worker : seen.workers()) {
            WorkerDocument.write(json, worker);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("slots");
        json.writeNumberField(
                "total", seen.workers().stream().mapToInt(WorkerView::slots).sum());
        json.writeNumberField(
                "busy", seen.workers().stream().mapToInt(WorkerView::busySlots).sum());
        json.writeEndObject();
        double rate =
                seen.workers().stream().mapToDouble(WorkerView::itemsPerSecond).sum();
        Json.writeRate(json, "itemsPerSecond", rate);
        json.writeStringField("store", seen.storeTroubled() ? "troubled" : "ok");
        json.writeStringField("epoch", seen.epoch());
        json.writeStringField("at", Json.time(seen.at()));
        json.writeEndObject();
    }
}
