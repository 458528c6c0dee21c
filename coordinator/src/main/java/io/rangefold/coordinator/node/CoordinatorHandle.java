package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.WorkerToCoordinator;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * A coordinator that runs in an actor system.
 *
 * @param jobs what it does for users
 * @param gateway where workers of the same process send to
 */
public record CoordinatorHandle(JobService jobs, ActorRef<WorkerToCoordinator> gateway) {
    /** Name of the coordinator's actor, a child of the guardian. */
    static final String NAME = "coordinator";

    /**
     * Starts a coordinator as a child of {@code context}.
     *
     * @param blobs where input data and output is; the caller closes it
     * @param store where jobs are kept, which nobody else uses, and which the caller closes; empty if they are not kept
     * @throws io.rangefold.coordinator.store.StoreException if the store can't be read
     */
    public static CoordinatorHandle spawn(
            ActorContext<?> context,
            CoordinatorSettings settings,
            JobKinds kinds,
            BlobStore blobs,
            Optional<JobStore> store) {
        Leader alone = new Leader("", "");
        Tenure tenure = store.map(kept -> Tenure.of(kept, kept.tryLead(alone).orElseThrow(), alone))
                .orElseGet(Tenure::inMemory);
        ActorRef<CoordinatorCommand> coordinator =
                context.spawn(CoordinatorActor.create(settings, kinds, blobs, tenure, NodeMeter.NONE), NAME);
        context.watch(coordinator);
        Scheduler timer = context.getSystem().scheduler();
        ActorJobService jobs = new ActorJobService(() -> coordinator, () -> timer, kinds, blobs);
        return new CoordinatorHandle(
                store.<JobService>map(kept -> new StoredJobService(jobs, kept, kinds, blobs))
                        .orElse(jobs),
                context.spawn(CoordinatorActor.forwarder(coordinator), "own-workers"));
    }
}
