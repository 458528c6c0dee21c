package io.rangefold.coordinator.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.Verification;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes views of documents again, for clients. Fields that are missing or of another type, and words that only a newer
 * coordinator knows, draw an {@link IllegalArgumentException}.
 */
public final class DocumentReader {
    private DocumentReader() {}

    public static JobView job(JsonNode node) {
        return new JobView(
                new JobId(text(node, "id")),
                text(node, "name"),
                text(node, "kind"),
                JobState.valueOf(text(node, "state")),
                (int) number(node, "priority"),
                strings(node.path("arguments")),
                Instant.parse(text(node, "submittedAt")),
                optional(node, "startedAt", value -> Instant.parse(value.asText())),
                optional(node, "finishedAt", value -> Instant.parse(value.asText())),
                progress(node.path("progress")),
                execution(node.path("execution")),
                verification(node.path("verification")),
                node.path("complete").asBoolean(true),
                optional(node, "error", DocumentReader::fault),
                optional(node, "idempotencyKey", JsonNode::asText),
                cpu(node.path("cpu")));
    }

    /** The jobs of a {@value JobDocument#LIST_SCHEMA}. */
    public static List<JobView> jobs(JsonNode node) {
        return each(node.path("jobs"), DocumentReader::job);
    }

    /** The events of a {@value HistoryDocument#SCHEMA}. */
    public static List<JobEvent> history(JsonNode node) {
        Optional<JobId> job = Optional.of(new JobId(text(node, "job")));
        return each(
                node.path("events"),
                event -> new JobEvent(
                        number(event, "number"),
                        Instant.parse(text(event, "at")),
                        JobEvent.Type.valueOf(text(event, "type")),
                        job,
                        optional(event, "worker", worker -> new WorkerId(worker.asText())),
                        optional(event, "range", range -> new Range(longText(range, "from"), longText(range, "to"))),
                        text(event, "detail")));
    }

    /** How many jobs a {@value PruneDocument#SCHEMA} says were forgotten. */
    public static long pruned(JsonNode node) {
        return number(node, "jobs");
    }

    public static WorkerView worker(JsonNode node) {
        return new WorkerView(
                text(node, "id"),
                text(node, "name"),
                text(node, "address"),
                (int) number(node, "slots"),
                (int) number(node, "busySlots"),
                WorkerView.State.valueOf(text(node, "state")),
                decimal(node, "itemsPerSecond"),
                longText(node, "committed"),
                (int) number(node, "cores"),
                decimal(node, "load"),
                optional(node, "lastCommit", value -> Instant.parse(value.asText())),
                each(node.path("slotStates"), DocumentReader::slotState));
    }

    private static WorkerView.SlotState slotState(JsonNode node) {
        return new WorkerView.SlotState(
                (int) number(node, "slot"),
                optional(node, "job", job -> new JobId(job.asText())),
                longText(node, "lease"),
                decimal(node, "itemsPerSecond"));
    }

    /** The workers of a {@value WorkerDocument#LIST_SCHEMA}. */
    public static List<WorkerView> workers(JsonNode node) {
        return each(node.path("workers"), DocumentReader::worker);
    }

    public static Explanation explanation(JsonNode node) {
        return new Explanation(
                job(node.path("job")),
                text(node, "summary"),
                each(node.path("leases"), DocumentReader::leased),
                each(
                        node.path("pending"),
                        range -> new Explanation.Pending(
                                longText(range, "from"), longText(range, "to"), text(range, "reason"))),
                each(node.path("waits"), JsonNode::asText));
    }

    /** The {@code error} of a document. */
    public static JobFault fault(JsonNode node) {
        return new JobFault(text(node, "code"), text(node, "message"), text(node, "where"), text(node, "hint"));
    }

    /**
     * The fault that a problem of RFC 9457 tells.
     *
     * @throws IllegalArgumentException if its type is none of ours
     */
    public static JobFault problem(JsonNode node) {
        if (!text(node, "type").startsWith(ProblemDocument.TYPE_PREFIX)) {
            throw new IllegalArgumentException("no problem of ours");
        }
        return new JobFault(text(node, "code"), text(node, "detail"), text(node, "where"), text(node, "hint"));
    }

    private static Explanation.Leased leased(JsonNode node) {
        return new Explanation.Leased(
                longText(node, "lease"),
                text(node, "worker"),
                (int) number(node, "slot"),
                longText(node, "from"),
                longText(node, "to"),
                text(node, "purpose"),
                decimal(node, "itemsPerSecond"));
    }

    private static JobView.Progress progress(JsonNode node) {
        return new JobView.Progress(
                longText(node, "committed"),
                longText(node, "total"),
                (int) number(node, "busySlots"),
                decimal(node, "itemsPerSecond"),
                optional(
                        node,
                        "timeLeft",
                        left -> new JobView.TimeLeft(
                                decimal(left, "seconds"), decimal(left, "low"), decimal(left, "high"))));
    }

    private static JobView.Cpu cpu(JsonNode node) {
        return new JobView.Cpu(
                decimal(node, "usefulSeconds"),
                decimal(node, "lostSeconds"),
                decimal(node, "idleSeconds"),
                decimal(node, "verificationSeconds"));
    }

    private static JobView.Execution execution(JsonNode node) {
        return new JobView.Execution(
                longText(node, "items"),
                number(node, "leases"),
                number(node, "commits"),
                number(node, "redispatched"),
                number(node, "stolen"),
                (int) number(node, "workers"),
                (int) number(node, "slots"),
                text(node, "kernel"),
                decimal(node, "elapsedSeconds"),
                decimal(node, "busySeconds"),
                decimal(node, "itemsPerSecond"));
    }

    private static Verification verification(JsonNode node) {
        return new Verification(
                Verification.Verdict.valueOf(text(node, "verdict")),
                text(node, "method"),
                decimal(node, "coverage"),
                text(node, "detail"));
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("an array is missing");
        }
        List<T> values = new ArrayList<>(array.size());
        array.forEach(element -> values.add(reader.apply(element)));
        return List.copyOf(values);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> entries = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    private static <T> Optional<T> optional(JsonNode node, String field, Function<JsonNode, T> reader) {
        return node.hasNonNull(field) ? Optional.of(reader.apply(node.path(field))) : Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + field + "\" is not a string");
        }
        return value.textValue();
    }

    private static long longText(JsonNode node, String field) {
        return Long.parseLong(text(node, field));
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException("\"" + field + "\" is not a whole number");
        }
        return value.longValue();
    }

    private static double decimal(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("\"" + field + "\" is not a number");
        }
        return value.doubleValue();
    }
}
