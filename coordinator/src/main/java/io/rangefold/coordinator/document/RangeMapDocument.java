package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.protocol.Range;
import java.io.IOException;

/** Where the indices of a job are, {@value #SCHEMA}. Indices are strings, as all integers of any size. */
public final class RangeMapDocument {
    public static final String SCHEMA = "rangefold.map/1";

    private RangeMapDocument() {}

    public static void write(JsonGenerator json, RangeMap map) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("job", map.job().value());
        json.writeNumberField("stage", map.stage());
        json.writeStringField("items", Long.toString(map.items()));
        writeBounds(json, map.part());
        json.writeBooleanField("exact", map.exact());
        json.writeArrayFieldStart("pieces");
        for (RangeMap.Piece piece : map.pieces()) {
            writePiece(json, piece);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("marks");
        for (RangeMap.Mark mark : map.marks()) {
            json.writeStartObject();
            writeBounds(json, mark.range());
            json.writeStringField("type", mark.type().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePiece(JsonGenerator json, RangeMap.Piece piece) throws IOException {
        json.writeStartObject();
        writeBounds(json, piece.range());
        json.writeStringField("state", piece.state().name());
        if (piece.holder().isPresent()) {
            RangeMap.Holder holder = piece.holder().get();
            json.writeStringField("worker", holder.worker());
            json.writeNumberField("slot", holder.slot());
            if (holder.lease() != 0) {
                json.writeStringField("lease", Long.toString(holder.lease()));
                json.writeStringField("purpose", holder.purpose());
                json.writeNumberField("attempt", holder.attempt());
                Json.writeRate(json, "itemsPerSecond", holder.itemsPerSecond());
            }
        }
        json.writeEndObject();
    }

    static void writeBounds(JsonGenerator json, Range range) throws IOException {
        json.writeStringField("from", Long.toString(range.low()));
        json.writeStringField("to", Long.toString(range.high()));
    }
}
