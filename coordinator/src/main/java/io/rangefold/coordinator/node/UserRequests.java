package io.rangefold.coordinator.node;

import io.rangefold.coordinator.node.CoordinatorCommand.Change;
import io.rangefold.coordinator.node.CoordinatorCommand.DrainWorker;
import io.rangefold.coordinator.node.CoordinatorCommand.Prioritize;
import io.rangefold.coordinator.node.CoordinatorCommand.Prune;
import io.rangefold.coordinator.node.CoordinatorCommand.Submit;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users want changed: done at once, answered when it is durable, or refused where nothing can be made durable. */
final class UserRequests {
    private static final Logger LOG = LoggerFactory.getLogger(UserRequests.class);

    /** How long a store may be in trouble until users are told. */
    private static final long PATIENT_TICKS = 20;

    private final Scheduler scheduler;
    private final JobViews views;
    private final Optional<StoreWriter> writer;
    private final Promises promises = new Promises();
    private final Map<String, Keyed> keys = new RecentKeys();
    private Optional<StoreException> trouble = Optional.empty();
    private long troubledTicks;

    /** A job that was submitted with a key, and the options that came with it. */
    private record Keyed(JobId id, JobOptions options) {}

    /** The keys that came last: of those before, the store knows. */
    private static final class RecentKeys extends LinkedHashMap<String, Keyed> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 10_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Keyed> eldest) {
            return size() > MOST;
        }
    }

    /** @param writer makes changes durable; empty if they are so at once */
    UserRequests(Scheduler scheduler, JobViews views, Optional<StoreWriter> writer) {
        this.scheduler = scheduler;
        this.views = views;
        this.writer = writer;
    }

    /** A key that was seen in this term is the job's that came with it; older ones were looked for in the store before. */
    void submit(Submit message) {
        JobId id = message.request()
                .idempotencyKey()
                .map(keys::get)
                .map(Keyed::id)
                .filter(known -> views.job(known).isPresent())
                .orElse(message.id());
        ActorRef<StatusReply<JobView>> replyTo = message.replyTo();
        if (trouble.isPresent() && troubledTicks > PATIENT_TICKS) {
            replyTo.tell(StatusReply.error(new StoreUnavailableException(fault(trouble.get()))));
            return;
        }
        if (!id.equals(message.id()) && !isSame(id, message)) {
            replyTo.tell(StatusReply.error(
                    KeyTakenException.of(message.request().idempotencyKey().orElseThrow(), id)));
            return;
        }
        boolean isNew = id.equals(message.id());
        if (isNew) {
            JobRequest request = message.request();
            scheduler.submit(
                    id, request.kind(), message.job(), request.options(), request.idempotencyKey(), System.nanoTime());
            request.idempotencyKey().ifPresent(key -> keys.put(key, new Keyed(id, request.options())));
        }
        JobView accepted = views.job(id).orElseThrow();
        promises.add(
                scheduler.groupOfLastChange(),
                () -> replyTo.tell(StatusReply.success(views.job(id).orElse(accepted))),
                why -> {
                    // The key stays known: the job will be stored with it, and no store takes a key twice.
                    if (isNew) {
                        scheduler.withdraw(id, why.fault(), System.nanoTime());
                    }
                    replyTo.tell(StatusReply.error(why));
                });
    }

    /** Whether a job that came with the same key is the same job. */
    private boolean isSame(JobId id, Submit message) {
        JobRequest request = message.request();
        Optional<JobOptions> before = request.idempotencyKey().map(keys::get).map(Keyed::options);
        return before.equals(Optional.of(request.options()))
                && views.job(id)
                        .filter(known -> known.kind().equals(message.request().kind())
                                && known.arguments().equals(message.job().arguments()))
                        .isPresent();
    }

    /** What users do to a job is answered once it is durable. */
    void change(Change message) {
        long now = System.nanoTime();
        switch (message.change()) {
            case CANCEL -> scheduler.cancel(message.id(), now);
            case PAUSE -> scheduler.pause(message.id(), now);
            case RESUME -> scheduler.resume(message.id(), now);
        }
        answerWhenDurable(message.id(), message.replyTo());
    }

    /** As {@link #change}. */
    void prioritize(Prioritize message) {
        scheduler.prioritize(message.id(), message.priority(), System.nanoTime());
        answerWhenDurable(message.id(), message.replyTo());
    }

    private void answerWhenDurable(JobId id, ActorRef<StatusReply<Optional<JobView>>> replyTo) {
        promises.add(
                scheduler.groupOfLastChange(),
                () -> replyTo.tell(StatusReply.success(views.job(id))),
                why -> replyTo.tell(StatusReply.error(new StoreUnavailableException(notYet(why.fault())))));
    }

    /** Why nothing can be made durable at present. */
    Optional<JobFault> trouble() {
        return trouble.map(UserRequests::fault);
    }

    /** Forgets jobs, here and in the store. */
    void prune(Prune message) {
        ActorRef<StatusReply<Long>> replyTo = message.replyTo();
        long forgotten = scheduler.forgetEnded(Instant.now().minus(message.olderThan()));
        if (writer.isEmpty()) {
            replyTo.tell(StatusReply.success(forgotten));
            return;
        }
        writer.get()
                .prune(message.olderThan())
                .whenComplete((count, error) -> replyTo.tell(
                        error == null
                                ? StatusReply.success(count)
                                : StatusReply.error(String.valueOf(error.getMessage()))));
    }

    /** Takes no more work to a worker, which is named by its id or its name. */
    void drain(DrainWorker message) {
        Optional<WorkerView> found = views.workers().stream()
                .filter(w -> w.id().equals(message.worker()) || w.name().equals(message.worker()))
                .findFirst();
        found.ifPresent(worker -> scheduler.drain(new WorkerId(worker.id()), System.nanoTime()));
        message.replyTo()
                .tell(found.flatMap(before -> views.workers().stream()
                        .filter(after -> after.id().equals(before.id()))
                        .findFirst()));
    }

    /** That group is durable, and all before it. */
    void durable(long group) {
        promises.durable(group);
    }

    /** Gives the answers that may be given. */
    void answer() {
        promises.keep();
    }

    /** Nothing can be made durable. */
    void troubled(StoreException why) {
        LOG.atError()
                .addKeyValue("epoch", scheduler.epoch().number())
                .log("nothing can be made durable, trying again: {}", why.getMessage());
        trouble = Optional.of(why);
        troubledTicks = 0;
    }

    /** Whether nothing can be made durable at present. */
    boolean isTroubled() {
        return trouble.isPresent();
    }

    /** What is done can be made durable again. */
    void recovered() {
        LOG.atInfo().addKeyValue("epoch", scheduler.epoch().number()).log("the store works again");
        trouble = Optional.empty();
    }

    /** Time passes. What users wait for is refused when the store has been in trouble for a while. */
    void tick() {
        if (trouble.isPresent() && ++troubledTicks > PATIENT_TICKS) {
            promises.breakAll(fault(trouble.get()));
        }
    }

    /** A change of a job that was accepted before is not withdrawn. */
    private static JobFault notYet(JobFault why) {
        return new JobFault(
                why.code(),
                "nothing can be stored at present: the change holds, but is not safe until it can be",
                why.where(),
                why.hint());
    }

    private static JobFault fault(StoreException why) {
        return new JobFault(
                "store-unavailable",
                "nothing can be stored at present, so nothing was accepted: " + why.getMessage(),
                "--data",
                why.hint().isEmpty() ? "try again later" : why.hint());
    }
}
