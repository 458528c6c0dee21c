package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.blob.StoredSegments;
import io.rangefold.coordinator.node.CoordinatorCommand.GetPreview;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.PreviewTask;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.pattern.StatusReply;

/**
 * Shows what there is of answers so far. However many ask for a job's, one is made at a time, on another thread, and shown to all who
 * ask within {@link #KEPT_NANOS}.
 */
final class Previews {
    private static final long KEPT_NANOS = Duration.ofMillis(500).toNanos();

    private final Scheduler scheduler;
    private final JobViews views;
    private final BlobStore blobs;
    private final Executor background;
    private final Map<JobId, Shown> shown = new HashMap<>();

    private record Shown(CompletableFuture<Optional<JobResult>> made, long begunNanos) {
        boolean isOld(long nowNanos) {
            return made.isDone() && nowNanos - begunNanos > KEPT_NANOS;
        }
    }

    Previews(Scheduler scheduler, JobViews views, BlobStore blobs, Executor background) {
        this.scheduler = scheduler;
        this.views = views;
        this.blobs = blobs;
        this.background = background;
    }

    /** Answers with the result if the job has ended, else with what there is of it. */
    void show(GetPreview message) {
        long now = System.nanoTime();
        Optional<JobResult> result = views.result(message.id());
        if (result.isPresent()) {
            message.replyTo().tell(StatusReply.success(result));
            return;
        }
        Shown known = shown.get(message.id());
        if (known == null || known.isOld(now)) {
            Optional<PreviewTask> task = scheduler.previewTask(message.id());
            if (task.isEmpty()) {
                message.replyTo().tell(StatusReply.success(Optional.empty()));
                return;
            }
            known = new Shown(CompletableFuture.supplyAsync(() -> make(task.get()), background), now);
            shown.put(message.id(), known);
        }
        known.made()
                .whenComplete((made, error) -> message.replyTo()
                        .tell(
                                error == null
                                        ? StatusReply.success(made)
                                        : StatusReply.error(String.valueOf(error.getMessage()))));
    }

    /** Output that was taken back meanwhile may be gone: then there is nothing to see for a moment. */
    private Optional<JobResult> make(PreviewTask task) {
        try {
            return task.preview(new StoredSegments(task.segments(), blobs));
        } catch (BlobUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Lets go of what nobody has asked for lately. */
    void forgetOld(long nowNanos) {
        shown.values().removeIf(each -> each.isOld(nowNanos));
    }
}
