package io.rangefold.coordinator.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.BadInputException;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of all jobs, and of what happened to one. */
class HistoryDocumentTest {
    private static final JobId JOB = new JobId("a1");
    private static final List<JobEvent> EVENTS = List.of(
            new JobEvent(
                    7,
                    Instant.parse("2026-11-20T10:58:02.123Z"),
                    JobEvent.Type.SUBMITTED,
                    Optional.of(JOB),
                    Optional.empty(),
                    Optional.empty(),
                    "range-sum"),
            new JobEvent(
                    12,
                    Instant.parse("2026-11-20T10:58:03Z"),
                    JobEvent.Type.REDISPATCHED,
                    Optional.of(JOB),
                    Optional.of(new WorkerId("w-1")),
                    Optional.of(new Range(5, Long.MAX_VALUE)),
                    "worker lost"));

    @Test
    void history_isWrittenLikeThis_andReadBack() throws IOException {
        String text = Json.compactText(json -> HistoryDocument.write(json, JOB, EVENTS, 2));

        assertThat(text)
                .isEqualTo("{\"schema\":\"rangefold.history/1\",\"job\":\"a1\",\"events\":["
                        + "{\"number\":7,\"at\":\"2026-11-20T10:58:02.123Z\",\"type\":\"SUBMITTED\","
                        + "\"worker\":null,\"range\":null,\"detail\":\"range-sum\"},"
                        + "{\"number\":12,\"at\":\"2026-11-20T10:58:03Z\",\"type\":\"REDISPATCHED\",\"worker\":\"w-1\","
                        + "\"range\":{\"from\":\"5\",\"to\":\"9223372036854775807\"},\"detail\":\"worker lost\"}],"
                        + "\"next\":12}");
        assertThat(DocumentReader.history(new ObjectMapper().readTree(text))).isEqualTo(EVENTS);
        assertThat(Json.compactText(json -> HistoryDocument.write(json, JOB, EVENTS, 3)))
                .endsWith("\"next\":null}");
    }

    @Test
    void prune_isWrittenAndReadBack() throws IOException {
        String body = Json.compactText(json -> PruneDocument.writeRequest(json, Duration.ofDays(30)));
        assertThat(request(body)).isEqualTo(Duration.ofDays(30));
        assertThat(request("{\"olderThan\":\"12h\"}")).isEqualTo(Duration.ofHours(12));

        String answer = Json.compactText(json -> PruneDocument.write(json, Duration.ofSeconds(1), 3));
        assertThat(answer).isEqualTo("{\"schema\":\"rangefold.prune/1\",\"olderThan\":\"1000ms\",\"jobs\":3}");
        assertThat(DocumentReader.pruned(new ObjectMapper().readTree(answer))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"olderThan\":30}",
                "{\"olderThan\":\"soon\"}",
                "{\"olderThan\":\"0s\"}",
                "{\"olderThan\":\"1d\",\"x\":1}",
                "{\"olderThan\":\"1d\"} 7",
                "{\"olderThan\":\"1d\"",
            })
    void pruneOfSomethingElse_isRefused(String body) {
        assertThatThrownBy(() -> request(body)).isInstanceOf(BadInputException.class);
    }

    @Test
    void filter_isReadBackAsItWasWritten() {
        JobFilter filter = new JobFilter(
                Set.of(JobState.FAILED, JobState.QUEUED),
                Optional.of("range-sum"),
                Optional.of("a b"),
                Optional.of(JOB),
                7);
        Map<String, String> texts = JobFilterTexts.texts(filter);

        assertThat(texts).containsEntry("state", "FAILED,QUEUED").containsEntry("limit", "7");
        assertThat(JobFilterTexts.read(name -> Optional.ofNullable(texts.get(name)), name -> name))
                .isEqualTo(filter);
        assertThat(JobFilterTexts.read(name -> Optional.empty(), name -> name).limit())
                .isEqualTo(100);
    }

    private static Duration request(String body) throws IOException {
        return PruneDocument.readRequest(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
