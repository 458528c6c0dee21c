package io.rangefold.coordinator.document;

import static io.rangefold.coordinator.document.DocumentReader.decimal;
import static io.rangefold.coordinator.document.DocumentReader.each;
import static io.rangefold.coordinator.document.DocumentReader.longText;
import static io.rangefold.coordinator.document.DocumentReader.number;
import static io.rangefold.coordinator.document.DocumentReader.range;
import static io.rangefold.coordinator.document.DocumentReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.OptionalDouble;

/** Makes timelines of documents again. Bars have the revision of the whole: a document does not say when they changed. */
final class TimelineReader {
    private TimelineReader() {}

    static Timeline read(JsonNode node) {
        long revision = number(node, "revision");
        return new Timeline(
                new JobId(text(node, "job")),
                revision,
                Instant.parse(text(node, "origin")),
                decimal(node, "seconds"),
                node.path("ended").asBoolean(),
                node.path("complete").asBoolean(),
                each(node.path("lanes"), TimelineReader::lane),
                each(node.path("bars"), bar -> bar(bar, revision)),
                each(
                        node.path("samples"),
                        sample -> new Timeline.Sample(
                                decimal(sample, "at"),
                                longText(sample, "committed"),
                                (int) number(sample, "busySlots"),
                                decimal(sample, "itemsPerSecond"))),
                each(
                        node.path("marks"),
                        mark -> new Timeline.Mark(
                                decimal(mark, "at"), JobEvent.Type.valueOf(text(mark, "type")), text(mark, "text"))),
                each(
                        node.path("speeds"),
                        speed -> new Timeline.SpeedQuantile(
                                decimal(speed, "quantile"), decimal(speed, "itemsPerSecond"))));
    }

    private static Timeline.Lane lane(JsonNode node) {
        return new Timeline.Lane(
                text(node, "worker"),
                text(node, "name"),
                (int) number(node, "slot"),
                number(node, "commits"),
                longText(node, "items"),
                decimal(node, "busySeconds"),
                decimal(node, "lostSeconds"),
                decimal(node, "verificationSeconds"));
    }

    private static Timeline.Bar bar(JsonNode node, long revision) {
        return new Timeline.Bar(
                revision,
                (int) number(node, "lane"),
                longText(node, "lease"),
                (int) number(node, "stage"),
                text(node, "purpose"),
                (int) number(node, "attempt"),
                range(node),
                longText(node, "committedTo"),
                decimal(node, "start"),
                decimal(node, "committedAt"),
                node.hasNonNull("end") ? OptionalDouble.of(decimal(node, "end")) : OptionalDouble.empty(),
                decimal(node, "busySeconds"),
                Timeline.Outcome.valueOf(text(node, "outcome")));
    }
}
