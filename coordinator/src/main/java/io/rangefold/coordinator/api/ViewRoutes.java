package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.coordinator.document.CurveDocument;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.RangeMapDocument;
import io.rangefold.coordinator.document.TimelineDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be looked at of a job: its map, its timeline, and its answer so far. */
final class ViewRoutes {
    /** In answers of {@code /preview}: which of {@code image, curve, elements} there are. */
    static final String SHOWS = "Rangefold-Shows";

    private final JobService jobs;

    ViewRoutes(JobService jobs) {
        this.jobs = jobs;
    }

    void addTo(RoutesConfig routes) {
        String job = "/api/v1/jobs/{id}";
        routes.get(job + "/map", this::map);
        routes.get(job + "/timeline", this::timeline);
        routes.get(job + "/preview", this::previewDocument);
        routes.head(job + "/preview", this::describePreview);
        routes.get(job + "/preview/text", context -> JobRoutes.text(context, preview(context)));
        routes.get(job + "/preview/image", context -> image(context, preview(context)));
        routes.get(job + "/preview/curve", context -> curve(context, preview(context)));
        routes.get(job + "/result/image", context -> image(context, JobRoutes.existingResult(context, jobs)));
        routes.head(job + "/result/image", context -> {
            JobResult result = JobRoutes.existingResult(context, jobs);
            context.contentType(result.image()
                    .orElseThrow(() -> missing(context, "picture"))
                    .mediaType());
        });
        routes.get(job + "/result/curve", context -> curve(context, JobRoutes.existingResult(context, jobs)));
    }

    private void map(Context context) throws IOException {
        Queries.only(context, List.of("from", "to"));
        Optional<Range> part = part(context);
        RangeMap map = existing(context, id -> jobs.rangeMap(id, part), "map");
        Replies.json(context, json -> RangeMapDocument.write(json, map));
    }

    private static Optional<Range> part(Context context) {
        if (Queries.text(context, "from").isEmpty()
                && Queries.text(context, "to").isEmpty()) {
            return Optional.empty();
        }
        long from = Queries.number(context, "from");
        long to = Queries.text(context, "to").isEmpty() ? Long.MAX_VALUE : Queries.number(context, "to");
        return Optional.of(Range.of(from, Math.max(from, to)));
    }

    private void timeline(Context context) throws IOException {
        Queries.only(context, List.of(JobRoutes.AFTER));
        long after = Queries.number(context, JobRoutes.AFTER);
        Timeline timeline = existing(context, jobs::timeline, "timeline");
        Replies.json(context, json -> TimelineDocument.write(json, timeline, after));
    }

    private void describePreview(Context context) {
        JobId id = JobRoutes.existing(context, jobs::find).id();
        JobRoutes.describe(context, Replies.await(jobs.preview(id)));
    }

    private void previewDocument(Context context) throws IOException {
        JobView job = JobRoutes.existing(context, jobs::find);
        Optional<JobResult> shown = Replies.await(jobs.preview(job.id()));
        context.header(SHOWS, shown.map(ViewRoutes::ways).orElse(""));
        Replies.json(context, json -> JobDocument.write(json, job, JobDocument.Result.of(shown)));
    }

    /** How an answer can be looked at, so that nobody has to ask for what is not there. */
    private static String ways(JobResult result) {
        return Stream.of(
                        result.image().map(image -> "image"),
                        result.curve().map(curve -> "curve"),
                        result.elements().map(elements -> "elements"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static void image(Context context, JobResult result) throws IOException {
        JobResult.Image image = result.image().orElseThrow(() -> missing(context, "picture"));
        context.contentType(image.mediaType());
        Replies.stream(context, image::writeTo);
    }

    private static void curve(Context context, JobResult result) throws IOException {
        JobResult.Curve curve = result.curve().orElseThrow(() -> missing(context, "curve"));
        Replies.json(context, json -> CurveDocument.write(json, curve));
    }

    private JobResult preview(Context context) {
        return existing(context, jobs::preview, "preview");
    }

    private <T> T existing(Context context, Function<JobId, CompletionStage<Optional<T>>> view, String name) {
        JobId id = JobRoutes.existing(context, jobs::find).id();
        return Replies.await(view.apply(id)).orElseThrow(() -> missing(context, name));
    }

    private static ApiRefusedException missing(Context context, String name) {
        return new ApiRefusedException(
                404,
                "no-" + name,
                "there is no " + name + " of this job",
                context.pathParam("id"),
                "not every job has one, and not at every time");
    }
}
