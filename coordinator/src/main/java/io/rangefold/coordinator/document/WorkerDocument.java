package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.WorkerView;
import java.io.IOException;
import java.util.List;

/** The document of one worker, {@value #SCHEMA}; and of all of them, {@value #LIST_SCHEMA}. */
public final class WorkerDocument {
    public static final String SCHEMA = "rangefold.worker/1";
    public static final String LIST_SCHEMA = "rangefold.workers/1";

    private WorkerDocument() {}

    public static void write(JsonGenerator json, WorkerView worker) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        writeFields(json, worker);
        json.writeEndObject();
    }

    public static void writeList(JsonGenerator json, List<WorkerView> workers) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", LIST_SCHEMA);
        json.writeArrayFieldStart("workers");
        for (WorkerView worker : workers) {
            json.writeStartObject();
            writeFields(json, worker);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, WorkerView worker) throws IOException {
        json.writeStringField("id", worker.id());
        json.writeStringField("name", worker.name());
        json.writeStringField("address", worker.address());
        json.writeNumberField("slots", worker.slots());
        json.writeNumberField("busySlots", worker.busySlots());
        json.writeStringField("state", worker.state().name());
        Json.writeRate(json, "itemsPerSecond", worker.itemsPerSecond());
        json.writeStringField("committed", Long.toString(worker.committed()));
        json.writeNumberField("cores", worker.cores());
        Json.writeDecimal(json, "load", worker.load());
        if (worker.lastCommit().isPresent()) {
            json.writeStringField("lastCommit", Json.time(worker.lastCommit().get()));
        } else {
            json.writeNullField("lastCommit");
        }
        json.writeArrayFieldStart("slotStates");
        for (WorkerView.SlotState slot : worker.slotStates()) {
            writeSlot(json, slot);
        }
        json.writeEndArray();
    }

    private static void writeSlot(JsonGenerator json, WorkerView.SlotState slot) throws IOException {
        json.writeStartObject();
        json.writeNumberField("slot", slot.slot());
        if (slot.job().isPresent()) {
            json.writeStringField("job", slot.job().get().value());
        } else {
            json.writeNullField("job");
        }
        json.writeStringField("lease", Long.toString(slot.lease()));
        Json.writeRate(json, "itemsPerSecond", slot.itemsPerSecond());
        json.writeEndObject();
    }
}
