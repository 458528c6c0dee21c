package io.rangefold.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.job.Answers;
import io.rangefold.coordinator.api.ApiClient;
import io.rangefold.coordinator.api.ApiRefusedException;
import io.rangefold.coordinator.api.RemoteJobService;
import io.rangefold.coordinator.document.ExplainDocument;
import io.rangefold.coordinator.document.HistoryDocument;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.RangeMapDocument;
import io.rangefold.coordinator.document.TimelineDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All that a coordinator tells of one job.
 *
 * @param job its document, without result
 * @param map where its ranges are
 * @param timeline what slots did
 * @param history what happened
 * @param explanation why it is where it is
 * @param result what can be shown of its answer
 */
record JobFacts(
        JsonNode job,
        Optional<JsonNode> map,
        Optional<JsonNode> timeline,
        Optional<JsonNode> history,
        Optional<JsonNode> explanation,
        ShownResult result) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Documents from the API, as they are. */
    static JobFacts remote(ApiClient client, JobId id) throws IOException {
        try {
            String path = "jobs/" + id;
            return new JobFacts(
                    client.get(path),
                    unlessMissing(client, path + "/map"),
                    unlessMissing(client, path + "/timeline"),
                    unlessMissing(client, path + "/history?limit=" + HistoryDocument.DEFAULT_LIMIT),
                    unlessMissing(client, path + "/explain"),
                    ShownResult.of(Answers.await(new RemoteJobService(client).preview(id))));
        } catch (ApiRefusedException e) {
            throw Answers.translate(e);
        }
    }

    private static Optional<JsonNode> unlessMissing(ApiClient client, String path) {
        try {
            return Optional.of(client.get(path));
        } catch (ApiRefusedException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The same documents of a coordinator in this process. */
    static JobFacts local(JobService jobs, JobView job) throws IOException {
        JobId id = job.id();
        return new JobFacts(
                document(json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT)),
                optional(jobs.rangeMap(id, Optional.empty()))
                        .map(map -> document(json -> RangeMapDocument.write(json, map))),
                optional(jobs.timeline(id)).map(line -> document(json -> TimelineDocument.write(json, line, 0))),
                optional(jobs.history(id, 0, HistoryDocument.DEFAULT_LIMIT))
                        .map(events -> document(
                                json -> HistoryDocument.write(json, id, events, HistoryDocument.DEFAULT_LIMIT))),
                optional(jobs.explain(id)).map(why -> document(json -> ExplainDocument.write(json, why))),
                ShownResult.of(optional(jobs.preview(id))));
    }

    private static <T> Optional<T> optional(CompletionStage<Optional<T>> stage) {
        return Answers.await(stage);
    }

    private static JsonNode document(Json.Document document) {
        byte[] text = Json.compactText(document).getBytes(StandardCharsets.UTF_8);
        try {
            return MAPPER.readTree(Json.parser(new ByteArrayInputStream(text)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
