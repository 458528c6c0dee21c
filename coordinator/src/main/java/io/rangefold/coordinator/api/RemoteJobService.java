package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.coordinator.document.DocumentReader;
import io.rangefold.coordinator.document.JobFilterTexts;
import io.rangefold.coordinator.document.JobRequestDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.PriorityDocument;
import io.rangefold.coordinator.document.PruneDocument;
import io.rangefold.coordinator.document.Spool;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A coordinator somewhere else, through its API. Calls block the caller; the stages are complete when they are handed
 * out, and fail with {@link ApiUnreachableException}, {@link ApiRefusedException}, {@link KeyTakenException} or {@link
 * BadInputException}.
 */
public final class RemoteJobService implements JobService {
    private final ApiClient client;

    public RemoteJobService(ApiClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<JobView> submit(JobRequest request) {
        String key = request.idempotencyKey().orElseGet(RemoteJobService::newKey);
        JobRequest repeatable =
                new JobRequest(request.kind(), request.arguments(), request.options(), Optional.of(key));
        return call(() -> read(post(repeatable), DocumentReader::job));
    }

    @Override
    public CompletionStage<Optional<JobView>> find(JobId id) {
        return call(() -> unlessMissing(() -> read(client.get("jobs/" + id), DocumentReader::job)));
    }

    @Override
    public CompletionStage<List<JobView>> list(JobFilter filter) {
        String query = Queries.of(JobFilterTexts.texts(filter));
        return call(() -> read(client.get("jobs" + query), DocumentReader::jobs));
    }

    @Override
    public CompletionStage<Optional<List<JobEvent>>> history(JobId id, long after, int limit) {
        Map<String, Long> query = new LinkedHashMap<>();
        query.put(JobRoutes.AFTER, after);
        query.put(JobRoutes.LIMIT, (long) limit);
        return call(() -> unlessMissing(
                () -> read(client.get("jobs/" + id + "/history" + Queries.of(query)), DocumentReader::history)));
    }

    /** Is for those who read them as they come, at the coordinator. */
    @Override
    public CompletionStage<List<JobEvent>> events(long after, int limit) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("read /api/v1/events"));
    }

    @Override
    public CompletionStage<Long> prune(Duration olderThan) {
        return call(() ->
                read(posted("prune", json -> PruneDocument.writeRequest(json, olderThan)), DocumentReader::pruned));
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return change(id, "cancel");
    }

    @Override
    public CompletionStage<Optional<JobView>> pause(JobId id) {
        return change(id, "pause");
    }

    @Override
    public CompletionStage<Optional<JobView>> resume(JobId id) {
        return change(id, "resume");
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(JobId id) {
        return call(
                () -> unlessMissing(() -> read(client.get("jobs/" + id + "/explain"), DocumentReader::explanation)));
    }

    @Override
    public CompletionStage<Optional<JobResult>> result(JobId id) {
        return resultAt("jobs/" + id + "/result");
    }

    @Override
    public CompletionStage<Optional<JobResult>> preview(JobId id) {
        return resultAt("jobs/" + id + "/preview");
    }

    private CompletionStage<Optional<JobResult>> resultAt(String path) {
        return call(() -> unlessMissing(() -> client.head(path))
                .filter(head -> head.header(JobRoutes.HAS_RESULT)
                        .filter("present"::equals)
                        .isPresent())
                .map(head -> new RemoteResult(client, path, head)));
    }

    @Override
    public CompletionStage<Optional<JobView>> prioritize(JobId id, int priority) {
        return call(() -> unlessMissing(() -> read(
                posted("jobs/" + id + "/priority", json -> PriorityDocument.writeRequest(json, priority)),
                DocumentReader::job)));
    }

    @Override
    public CompletionStage<Optional<RangeMap>> rangeMap(JobId id, Optional<Range> part) {
        String query = part.map(range -> Queries.of(Map.of("from", range.low(), "to", range.high())))
                .orElse("");
        return call(
                () -> unlessMissing(() -> read(client.get("jobs/" + id + "/map" + query), DocumentReader::rangeMap)));
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(JobId id) {
        return call(() -> unlessMissing(() -> read(client.get("jobs/" + id + "/timeline"), DocumentReader::timeline)));
    }

    /** Whoever wants to look on reads the documents of {@code /api/v1/live}. */
    @Override
    public CompletionStage<Observation> observe(Observation.Wish wish) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("read /api/v1/live"));
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        return call(() -> read(client.get("workers"), DocumentReader::workers));
    }

    @Override
    public CompletionStage<Optional<WorkerView>> drain(String worker) {
        String name = URLEncoder.encode(worker, StandardCharsets.UTF_8).replace("+", "%20");
        return call(() -> unlessMissing(() -> read(client.post("workers/" + name + "/drain"), DocumentReader::worker)));
    }

    /**
     * Goes on when the coordinator or the connection is lost and found again. Ends silently when it is not: callers that
     * hear nothing for a while ask {@link #find}.
     */
    @Override
    public Subscription watch(JobId id, Consumer<JobView> listener) {
        return RemoteWatch.start(client, id, listener);
    }

    private CompletionStage<Optional<JobView>> change(JobId id, String verb) {
        return call(() -> unlessMissing(() -> read(client.post("jobs/" + id + "/" + verb), DocumentReader::job)));
    }

    private <T> T read(JsonNode document, Function<JsonNode, T> reader) {
        try {
            return reader.apply(document);
        } catch (RuntimeException e) {
            throw client.stranger(e);
        }
    }

    /** So that a submission whose answer is lost can be sent again. */
    private static String newKey() {
        return "once-" + UUID.randomUUID();
    }

    private JsonNode post(JobRequest request) {
        return posted("jobs", json -> JobRequestDocument.write(json, request));
    }

    /** The body goes through a file: it may be larger than the memory. */
    private JsonNode posted(String path, Json.Document document) {
        try (Spool spool = new Spool()) {
            Path body = spool.newFile();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(body));
                    JsonGenerator json = Json.compact(out)) {
                document.write(json);
            }
            if (Files.size(body) > ApiClient.MAX_BODY_BYTES) {
                throw asBadInput(
                        RequestGuard.tooLarge(RequestGuard.MAX_BODY_BYTES).fault());
            }
            return client.post(path, body);
        } catch (IOException e) {
            throw new BadInputException(
                    "the request can't be written to the temporary directory: " + e.getMessage(),
                    System.getProperty("java.io.tmpdir"),
                    "check its space, or choose another one with RANGEFOLD_JAVA_OPTS=-Djava.io.tmpdir=DIR");
        }
    }

    private static <T> Optional<T> unlessMissing(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ApiRefusedException e) {
            if (e.fault().code().startsWith("no-such-")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> CompletionStage<T> call(Supplier<T> call) {
        try {
            return CompletableFuture.completedFuture(call.get());
        } catch (ApiRefusedException e) {
            if (e.fault().code().equals(KeyTakenException.CODE)) {
                return CompletableFuture.failedFuture(new KeyTakenException(e.fault()));
            }
            boolean bad = e.status() == 400 || e.status() == 413 || e.status() == 415;
            return CompletableFuture.failedFuture(bad ? asBadInput(e.fault()) : e);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static BadInputException asBadInput(JobFault fault) {
        return new BadInputException(fault.message(), fault.where(), fault.hint());
    }
}
