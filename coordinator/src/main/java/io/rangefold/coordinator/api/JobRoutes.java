package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.coordinator.document.ElementPage;
import io.rangefold.coordinator.document.ExplainDocument;
import io.rangefold.coordinator.document.FieldPlace;
import io.rangefold.coordinator.document.HistoryDocument;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.JobFilterTexts;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.document.JobRequestReader;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.PriorityDocument;
import io.rangefold.coordinator.document.Spool;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /api/v1/jobs…}. Documents leave {@code result} out, but for {@code …/result}. */
final class JobRoutes {
    static final String HAS_RESULT = "Rangefold-Result";
    static final String AFTER = "after";
    static final String LIMIT = "limit";
    static final String OFFSET = "offset";
    static final String KEY_HEADER = "Idempotency-Key";
    static final String ELEMENTS = "Rangefold-Elements";
    static final String ELEMENT_COUNT = "Rangefold-Element-Count";
    static final String IMAGE = "Rangefold-Image";
    static final String CURVE = "Rangefold-Curve";

    private static final long MAX_PRIORITY_BYTES = 64 * 1024;

    private final JobService jobs;
    private final Bodies bodies;

    JobRoutes(JobService jobs, Bodies bodies) {
        this.jobs = jobs;
        this.bodies = bodies;
    }

    void addTo(RoutesConfig routes, JobEvents events) {
        String job = "/api/v1/jobs/{id}";
        routes.post("/api/v1/jobs", this::submit);
        routes.get("/api/v1/jobs", this::list);
        routes.get(job, context -> show(context, jobs::find));
        routes.post(job + "/cancel", context -> show(context, jobs::cancel));
        routes.post(job + "/pause", context -> show(context, jobs::pause));
        routes.post(job + "/resume", context -> show(context, jobs::resume));
        routes.post(job + "/priority", this::prioritize);
        routes.get(job + "/explain", this::explain);
        routes.get(job + "/history", this::history);
        routes.get(job + "/events", events::ofJob);
        routes.get("/api/v1/events", events::ofCluster);
        routes.head(job + "/result", this::describeResult);
        routes.get(job + "/result", this::document);
        routes.get(job + "/result/elements", this::elements);
        routes.get(job + "/result/text", context -> text(context, existingResult(context, jobs)));
    }

    private void submit(Context context) throws IOException {
        JobView job;
        try (Spool spool = new Spool()) {
            JobRequest request =
                    bodies.read(context, RequestGuard.MAX_BODY_BYTES, body -> JobRequestReader.read(body, spool));
            job = submit(keyed(context, request));
        }
        context.status(201).header("Location", "/api/v1/jobs/" + job.id());
        Replies.json(context, json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT));
    }

    /** The key may also be a header, as other APIs have it. */
    private static JobRequest keyed(Context context, JobRequest request) {
        String header = context.header(KEY_HEADER);
        if (header == null) {
            return request;
        }
        String where = KEY_HEADER + " header";
        Optional<String> key = Optional.of(JobOptionTexts.idempotencyKey(header.strip(), where));
        if (request.idempotencyKey().isPresent() && !request.idempotencyKey().equals(key)) {
            throw new BadInputException(
                    "the header and the body have different idempotency keys", where, "give one of them");
        }
        return new JobRequest(request.kind(), request.arguments(), request.options(), key);
    }

    private JobView submit(JobRequest request) {
        try {
            return Replies.await(jobs.submit(request));
        } catch (BadInputException e) {
            JobFault fault = new JobFault(ApiServer.BAD_INPUT, String.valueOf(e.getMessage()), e.where(), e.hint());
            throw new ApiRefusedException(400, fault, FieldPlace.of(e.where(), request));
        }
    }

    private void prioritize(Context context) throws IOException {
        int priority = bodies.read(context, MAX_PRIORITY_BYTES, PriorityDocument::readRequest);
        show(context, id -> jobs.prioritize(id, priority));
    }

    private void list(Context context) throws IOException {
        Queries.only(context, JobFilterTexts.NAMES);
        JobFilter filter = JobFilterTexts.read(name -> Queries.text(context, name), Queries::where);
        var found = Replies.await(jobs.list(filter));
        Replies.json(context, json -> JobDocument.writeList(json, found, filter.limit()));
    }

    private void history(Context context) throws IOException {
        Queries.only(context, List.of(AFTER, LIMIT));
        long after = Queries.number(context, AFTER);
        int limit = Queries.integer(context, LIMIT, 1, HistoryDocument.MAX_LIMIT, HistoryDocument.DEFAULT_LIMIT);
        List<JobEvent> events = existing(context, id -> jobs.history(id, after, limit));
        JobId id = new JobId(context.pathParam("id"));
        Replies.json(context, json -> HistoryDocument.write(json, id, events, limit));
    }

    private void show(Context context, Function<JobId, CompletionStage<Optional<JobView>>> verb) throws IOException {
        JobView job = existing(context, verb);
        Replies.json(context, json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT));
    }

    private void explain(Context context) throws IOException {
        var explanation = existing(context, jobs::explain);
        Replies.json(context, json -> ExplainDocument.write(json, explanation));
    }

    private void describeResult(Context context) {
        JobView job = existing(context, jobs::find);
        describe(context, result(job, jobs));
    }

    /** Says in headers what there is of a result. */
    static void describe(Context context, Optional<JobResult> result) {
        context.header(HAS_RESULT, result.isPresent() ? "present" : "none");
        result.flatMap(JobResult::elements).ifPresent(elements -> addElementHeaders(context, elements));
        result.flatMap(JobResult::image).ifPresent(image -> context.header(IMAGE, image.mediaType()));
        result.flatMap(JobResult::curve).ifPresent(curve -> context.header(CURVE, "present"));
    }

    private void document(Context context) throws IOException {
        JobView job = existing(context, jobs::find);
        Optional<JobResult> result = result(job, jobs);
        Replies.json(context, json -> JobDocument.write(json, job, JobDocument.Result.of(result)));
    }

    private void elements(Context context) throws IOException {
        Queries.only(context, List.of(OFFSET, LIMIT));
        long offset = Queries.number(context, OFFSET);
        long limit = Queries.text(context, LIMIT).isEmpty() ? Long.MAX_VALUE : Queries.number(context, LIMIT);
        JobView job = existing(context, jobs::find);
        JobResult.Elements elements = existingResult(job, jobs)
                .elements()
                .orElseThrow(() -> new ApiRefusedException(
                        404,
                        "no-elements",
                        "the result of a " + job.kind() + " is no list",
                        job.id().value(),
                        "ask for /result or /result/text"));
        addElementHeaders(context, elements);
        context.contentType("application/x-ndjson");
        Replies.stream(context, out -> {
            try (JsonGenerator json = Json.lines(out)) {
                ElementPage.write(json, elements, offset, limit);
            }
            if (elements.count() > offset && limit > 0) {
                out.write('\n');
            }
        });
    }

    static void text(Context context, JobResult result) throws IOException {
        context.contentType("text/plain; charset=utf-8");
        Replies.stream(context, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            result.writeText(writer);
            writer.flush();
        });
    }

    private static void addElementHeaders(Context context, JobResult.Elements elements) {
        context.header(ELEMENTS, elements.name()).header(ELEMENT_COUNT, Long.toString(elements.count()));
    }

    static JobResult existingResult(Context context, JobService jobs) {
        return existingResult(existing(context, jobs::find), jobs);
    }

    private static JobResult existingResult(JobView job, JobService jobs) {
        return result(job, jobs)
                .orElseThrow(() -> new ApiRefusedException(
                        409,
                        "no-result",
                        "the job is " + job.state() + " and has no result",
                        job.id().value(),
                        job.state().isTerminal() ? "see its error" : "wait for its end, as /events tells it"));
    }

    /** The result belongs to the view: none is looked for while the job has not ended. */
    private static Optional<JobResult> result(JobView job, JobService jobs) {
        return job.state().isTerminal() ? Replies.await(jobs.result(job.id())) : Optional.empty();
    }

    static <T> T existing(Context context, Function<JobId, CompletionStage<Optional<T>>> verb) {
        String id = context.pathParam("id");
        Optional<T> found = JobId.isValid(id) ? Replies.await(verb.apply(new JobId(id))) : Optional.empty();
        return found.orElseThrow(() -> new ApiRefusedException(
                404, "no-such-job", "there is no job \"" + id + "\"", "the path", "GET /api/v1/jobs lists them"));
    }
}
