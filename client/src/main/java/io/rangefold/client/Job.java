package io.rangefold.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as the coordinator described it at some moment.
 *
 * @param id names it at its coordinators
 * @param name for humans; empty if it was given none
 * @param kind as in {@code "range-sum"}
 * @param state where it is in its life
 * @param arguments what the kind was told, in its own form
 * @param submittedAt when it was accepted
 * @param finishedAt when it ended; empty before
 * @param fraction how much of it is computed, 0 to 1
 * @param verdict of the verification: {@code PENDING VERIFIED AUDITED SKIPPED FAILED}
 * @param complete false if the result lacks something, as a factorization that was given up
 * @param fault why it failed
 * @param document everything that the coordinator said
 */
public record Job(
        String id,
        String name,
        String kind,
        JobState state,
        Map<String, String> arguments,
        Instant submittedAt,
        Optional<Instant> finishedAt,
        double fraction,
        String verdict,
        boolean complete,
        Optional<Fault> fault,
        JsonValue document) {

    /** @throws IllegalStateException if it is no job's document, or of a newer version */
    static Job of(JsonValue json) {
        Map<String, String> arguments = new LinkedHashMap<>();
        json.get("arguments").members().forEach((name, value) -> arguments.put(name, value.asText()));
        try {
            return new Job(
                    json.get("id").asText(),
                    json.get("name").asText(),
                    json.get("kind").asText(),
                    JobState.valueOf(json.get("state").asText()),
                    arguments,
                    Instant.parse(json.get("submittedAt").asText()),
                    json.get("finishedAt").text().map(Instant::parse),
                    json.get("progress").get("fraction").asDouble(),
                    json.get("verification").get("verdict").asText(),
                    !(json.get("complete") instanceof JsonValue.Bool bool) || bool.value(),
                    Fault.of(json.get("error")),
                    json);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalStateException("no job's document: " + e.getMessage(), e);
        }
    }

    static List<Job> listOf(JsonValue json) {
        return json.get("jobs").elements().stream().map(Job::of).toList();
    }

    /** Whether it has ended: then nothing of it changes any more. */
    public boolean hasEnded() {
        return state.isTerminal();
    }

    /** Id, kind and state. */
    @Override
    public String toString() {
        return id + " " + kind + " " + state;
    }
}
