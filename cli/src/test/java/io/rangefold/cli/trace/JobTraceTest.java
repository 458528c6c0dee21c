package io.rangefold.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.document.Json;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Traces of a small timeline: two workers, of which one was lost. */
class JobTraceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TIMELINE = """
            {"schema": "rangefold.timeline/1", "job": "j", "revision": 9, "origin": "2026-01-02T03:04:05.000Z",
             "seconds": 4.0, "ended": false, "complete": true,
             "lanes": [
               {"worker": "w-1", "name": "one \\"<&", "slot": 0}, {"worker": "w-1", "name": "one \\"<&", "slot": 1},
               {"worker": "w-2", "name": "two", "slot": 0}],
             "bars": [
               {"lane": 0, "lease": "7", "stage": 0, "purpose": "work", "attempt": 1, "from": "0", "to": "10",
                "committedTo": "10", "start": 0.5, "committedAt": 1.5, "end": 1.6, "busySeconds": 1.0, "outcome": "COMMITTED"},
               {"lane": 0, "lease": "9", "stage": 0, "purpose": "audit", "attempt": 1, "from": "0", "to": "5",
                "committedTo": "0", "start": 1.5, "committedAt": 1.5, "end": null, "busySeconds": 0, "outcome": "RUNNING"},
               {"lane": 2, "lease": "8", "stage": 0, "purpose": "work", "attempt": 2, "from": "10", "to": "20",
                "committedTo": "12", "start": 0.5, "committedAt": 1.25, "end": 2.0, "busySeconds": 0.7, "outcome": "LOST"}],
             "samples": [{"at": 1.0, "committed": "12", "busySlots": 2, "itemsPerSecond": 12}],
             "marks": [{"at": 2.0, "type": "WORKER_LOST", "text": "two: its connection has ended"}]}
            """;
    private static final String REDISPATCHED = """
            {"number": 3, "at": "2026-01-02T03:04:07.250Z", "type": "REDISPATCHED", "worker": "w-2",
             "range": {"from": "12", "to": "20"}, "detail": "its worker is lost"}
            """;

    private static List<JsonNode> events() throws IOException {
        JobTrace trace = new JobTrace(MAPPER.readTree(TIMELINE), List.of(MAPPER.readTree(REDISPATCHED)));
        JsonNode written = MAPPER.readTree(Json.compactText(trace::write));
        return StreamSupport.stream(written.path("traceEvents").spliterator(), false)
                .toList();
    }

    private static List<JsonNode> events(String phase) throws IOException {
        return events().stream()
                .filter(event -> event.path("ph").asText().equals(phase))
                .toList();
    }

    private static JsonNode one(List<JsonNode> events, Predicate<JsonNode> which) {
        return events.stream().filter(which).reduce((a, b) -> null).orElseThrow();
    }

    @Test
    void everyEvent_hasWhatTheFormatWants() throws IOException {
        assertThat(events()).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("ph").asText()).isIn("X", "i", "C", "M");
            assertThat(event.path("name").asText()).isNotEmpty();
            assertThat(event.path("ts").isIntegralNumber()).isTrue();
            assertThat(event.path("ts").asLong()).isNotNegative();
            assertThat(event.path("pid").isIntegralNumber()).isTrue();
            assertThat(event.path("tid").isIntegralNumber()).isTrue();
            assertThat(event.path("args").isObject()).isTrue();
        });
        assertThat(events("X"))
                .allSatisfy(event -> assertThat(event.path("dur").asLong(-1)).isNotNegative());
    }

    @Test
    void workersAreProcesses_andSlotsThreads_namedOnce() throws IOException {
        List<String> processes = events("M").stream()
                .filter(event -> event.path("name").asText().equals("process_name"))
                .map(event -> event.path("pid") + " "
                        + event.path("args").path("name").asText())
                .toList();
        List<String> threads = events("M").stream()
                .filter(event -> event.path("name").asText().equals("thread_name"))
                .map(event -> event.path("pid") + "." + event.path("tid") + " "
                        + event.path("args").path("name").asText())
                .toList();

        assertThat(processes).containsExactly("0 job j", "1 one \"<& (w-1)", "2 two (w-2)");
        assertThat(threads).containsExactly("1.1 slot 0", "1.2 slot 1", "2.1 slot 0");
    }

    @Test
    void leases_areCompleteEventsThatDoNotOverlapOnASlot() throws IOException {
        JsonNode work = one(
                events("X"), event -> event.path("args").path("lease").asText().equals("7"));
        JsonNode audit = one(
                events("X"), event -> event.path("args").path("lease").asText().equals("9"));

        assertThat(work.path("name").asText()).isEqualTo("work");
        assertThat(work.path("ts").asLong()).isEqualTo(500_000);
        assertThat(work.path("dur").asLong()).isEqualTo(1_000_000);
        assertThat(work.path("args").path("to").asText()).isEqualTo("10");
        assertThat(audit.path("name").asText()).isEqualTo("audit");
        assertThat(audit.path("ts").asLong()).isEqualTo(1_500_000);
        assertThat(audit.path("dur").asLong()).as("until now").isEqualTo(2_500_000);
    }

    @Test
    void lostWork_isRedBehindWhatWasCommitted() throws IOException {
        List<JsonNode> lost = events("X").stream()
                .filter(event -> event.path("args").path("lease").asText().equals("8"))
                .toList();

        assertThat(lost).extracting(event -> event.path("name").asText()).containsExactly("work", "lost");
        assertThat(lost).extracting(event -> event.path("ts").asLong()).containsExactly(500_000L, 1_250_000L);
        assertThat(lost).extracting(event -> event.path("dur").asLong()).containsExactly(750_000L, 750_000L);
        assertThat(lost).extracting(event -> event.path("cname").asText()).containsExactly("", "terrible");
    }

    @Test
    void marksAndHistory_areInstants_ofTheJobAndOfTheWorker() throws IOException {
        JsonNode mark = one(events("i"), event -> event.path("name").asText().equals("WORKER_LOST"));
        JsonNode again = one(events("i"), event -> event.path("name").asText().equals("REDISPATCHED"));

        assertThat(mark.path("pid").asLong()).isZero();
        assertThat(mark.path("s").asText()).isEqualTo("g");
        assertThat(mark.path("ts").asLong()).isEqualTo(2_000_000);
        assertThat(again.path("pid").asLong()).isEqualTo(2);
        assertThat(again.path("s").asText()).isEqualTo("p");
        assertThat(again.path("ts").asLong()).isEqualTo(2_250_000);
        assertThat(again.path("args").path("from").asText()).isEqualTo("12");
    }

    @Test
    void samples_areCounters() throws IOException {
        JsonNode speed = one(events("C"), event -> event.path("name").asText().equals("items per second"));

        assertThat(speed.path("ts").asLong()).isEqualTo(1_000_000);
        assertThat(speed.path("args").path("items").asDouble()).isEqualTo(12);
    }
}
