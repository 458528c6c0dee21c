package io.rangefold.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.job.JobKinds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the description of the API and what a real coordinator with a worker answers together. */
class OpenApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PLACE = "https://rangefold.invalid/openapi.json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private EmbeddedCluster cluster;
    private ApiServer server;
    private JsonNode description;
    private SchemaRegistry schemas;

    @BeforeEach
    void start() throws Exception {
        JobKinds kinds = JobKinds.installed();
        cluster = new ActorLauncher(() -> kinds, "test").startEmbedded(1, Optional.empty());
        server = ApiServer.start(cluster.jobs(), kinds, ApiSettings.loopback(0));
        description = MAPPER.readTree(send("GET", "/api/v1/openapi.json", "").body());
        String strict = MAPPER.writeValueAsString(closed(description.deepCopy()));
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(PLACE, strict)));
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    /** Clients put up with new fields; the description has to have all of them. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiTest::closed);
        return node;
    }

    @Test
    void everyRoute_isDescribed_andEveryDescribedPathIsARoute() {
        List<String> described = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        // This server has no metrics.
        described.remove("GET /metrics");

        assertThat(server.routes()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void answers_areAsDescribed() throws Exception {
        String submitted =
                check("POST", "/api/v1/jobs", "{\"kind\":\"range-sum\",\"arguments\":{\"from\":0,\"to\":1000}}");
        String id = MAPPER.readTree(submitted).path("id").asText();
        String job = "/api/v1/jobs/" + id;
        String events = send("GET", job + "/events", "").body();
        for (String block : events.split("\n\n")) {
            List<String> lines = block.lines().toList();
            if (lines.size() == 3) {
                check(
                        lines.get(1).endsWith("job") ? "Job" : "Event",
                        lines.get(2).substring("data: ".length()));
            }
        }
        for (String path : List.of("", "/explain", "/history", "/map", "/timeline", "/preview", "/result")) {
            check("GET", job + path, "");
        }
        for (String path : List.of("/cancel", "/pause", "/resume")) {
            check("POST", job + path, "");
        }
        check("POST", job + "/priority", "{\"priority\":3}");
        for (String path : List.of("jobs", "workers", "kinds", "version", "openapi.json")) {
            check("GET", "/api/v1/" + path, "");
        }
        check("POST", "/api/v1/workers/embedded/drain", "");
        check("POST", "/api/v1/prune", "{\"olderThan\":\"1d\"}");
        check("GET", "/health/live", "");
        check("GET", "/health/ready", "");
    }

    @Test
    void refusals_areAsDescribed() throws Exception {
        assertThat(check("POST", "/api/v1/jobs", "{\"kind\":\"range-sum\",\"arguments\":{\"from\":\"x\",\"to\":1}}"))
                .contains("\"field\":\"arguments.from\"");
        assertThat(check(
                        "POST",
                        "/api/v1/jobs",
                        "{\"kind\":\"range-sum\",\"arguments\":{\"from\":0,\"to\":1,\"expr\":\"i+*2\"}}"))
                .contains("\"field\":\"arguments.expr\",\"detail\":\"column ");
        check("GET", "/api/v1/jobs/nope", "");
        check("POST", "/api/v1/workers/nope/drain", "");
        check("GET", "/api/v1/jobs?limit=0", "");
    }

    @Test
    void examplesOfTheDescription_areAsDescribed() {
        for (JsonNode content : description.findValues("content")) {
            for (JsonNode media : content) {
                if (media.has("example")) {
                    check(
                            media.at("/schema/$ref").asText().replaceAll(".*/", ""),
                            media.path("example").toString());
                }
            }
        }
    }

    /** Sends a request and checks its answer, and what it was sent if that was taken. */
    private String check(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        JsonNode operation = operation(method, path.split("\\?")[0]);
        JsonNode response = operation.at("/responses/" + answer.statusCode());
        assertThat(response.isMissingNode())
                .as("%s %s: %s", method, path, answer.statusCode())
                .isFalse();
        if (response.has("$ref")) {
            response = description.at(response.path("$ref").asText().substring(1));
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        JsonNode schema = response.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as("%s %s: %s", method, path, type).isFalse();
        if (schema.has("$ref")) {
            check(schema.path("$ref").asText().replaceAll(".*/", ""), answer.body());
        }
        if (!body.isEmpty() && answer.statusCode() < 300) {
            String sent = operation
                    .at("/requestBody/content/application~1json/schema/$ref")
                    .asText();
            check(sent.replaceAll(".*/", ""), body);
        }
        return answer.body();
    }

    private JsonNode operation(String method, String path) {
        return description.path("paths").properties().stream()
                .filter(each -> path.matches(each.getKey().replace("{id}", "[^/]+")))
                .map(each -> each.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(each -> !each.isMissingNode())
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
    }

    private void check(String schema, String json) {
        Schema expected = schemas.getSchema(SchemaLocation.of(PLACE + "#/components/schemas/" + schema));
        assertThat(expected.validate(json, InputFormat.JSON))
                .as(schema + ": " + json)
                .isEmpty();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
