package io.rangefold.coordinator.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveDocumentTest {
    @Test
    void observation_isWrittenWithWhatChanged() throws IOException {
        Observation seen = new Observation(
                Instant.parse("2026-11-20T10:58:02.5Z"),
                "c0ffee/3",
                true,
                List.of(Examples.succeeded(), Examples.failed()),
                List.of(Examples.WORKER, Examples.UNKNOWN_WORKER),
                List.of(),
                List.of());

        String text = Json.compactText(
                json -> LiveDocument.write(json, seen, List.of(Examples.failed()), List.of(new JobId("gone"))));
        JsonNode document = new ObjectMapper().readTree(text);

        assertThat(document.path("schema").asText()).isEqualTo("rangefold.live/1");
        assertThat(document.path("jobs").findValuesAsText("id")).containsExactly("c3");
        assertThat(document.path("jobs").path(0).has("result")).isFalse();
        assertThat(document.path("removed").path(0).asText()).isEqualTo("gone");
        assertThat(document.path("workers")).hasSize(2);
        assertThat(document.path("slots").toString()).isEqualTo("{\"total\":9,\"busy\":3}");
        assertThat(document.path("itemsPerSecond").asInt()).isEqualTo(13);
        assertThat(document.path("store").asText()).isEqualTo("troubled");
        assertThat(text).endsWith(",\"epoch\":\"c0ffee/3\",\"at\":\"2026-11-20T10:58:02.500Z\"}");
    }
}
