package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.CoordinatorActor.Command;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.WorkerToCoordinator;
import org.apache.pekko.actor.typed.ActorRef;
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
     */
    public static CoordinatorHandle spawn(
            ActorContext<?> context, CoordinatorSettings settings, JobKinds kinds, BlobStore blobs) {
        ActorRef<Command> coordinator = context.spawn(CoordinatorActor.create(settings, blobs), NAME);
        context.watch(coordinator);
        return of(context, coordinator, kinds, blobs);
    }

    static CoordinatorHandle of(
            ActorContext<?> context, ActorRef<Command> coordinator, JobKinds kinds, BlobStore blobs) {
        return new CoordinatorHandle(
                new ActorJobService(coordinator, context.getSystem().scheduler(), kinds, blobs),
                context.spawn(CoordinatorActor.forwarder(coordinator), "own-workers"));
    }
}
