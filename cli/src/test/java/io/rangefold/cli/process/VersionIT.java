package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.VersionRefused;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes of another version: one end is a real process, the other an actor of the test that speaks another version. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
class VersionIT {
    private static final int OTHER = Protocol.VERSION + 98;

    private static <T> ActorSystem<T> node(Behavior<T> guardian) {
        Config config = ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname", "127.0.0.1", "pekko.remote.artery.canonical.port", 0))
                .withFallback(ConfigFactory.parseResources("rangefold-node.conf"))
                .withFallback(ConfigFactory.load());
        return ActorSystem.create(guardian, "rangefold", config);
    }

    @Test
    void workerOfAnotherVersion_isRefusedWithBothNamed() throws Exception {
        TestCluster cluster = TestCluster.start("10s");
        CompletableFuture<VersionRefused> refused = new CompletableFuture<>();
        ActorSystem<CoordinatorToWorker> worker = node(Behaviors.receiveMessage(message -> {
            if (message instanceof VersionRefused answer) {
                refused.complete(answer);
            }
            return Behaviors.same();
        }));
        try {
            ActorRefResolver.get(worker)
                    .<WorkerToCoordinator>resolveActorRef(
                            "pekko://rangefold@" + cluster.join() + "/user/coordinator/workers")
                    .tell(new Hello(OTHER, "9.9.9", new WorkerId("stranger"), worker));
            VersionRefused answer = refused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.protocol()).isEqualTo(Protocol.VERSION);
            cluster.coordinator()
                    .awaitErr("protocol " + OTHER + " \\(version 9.9.9\\), this coordinator " + Protocol.VERSION);
            assertThat(cluster.workerViews()).isEmpty();
        } finally {
            worker.terminate();
        }
    }

    @Test
    void workerAtACoordinatorOfAnotherVersion_namesBothAndEnds() {
        ActorSystem<Void> coordinator = node(Behaviors.setup(system -> {
            system.spawn(
                    Behaviors.setup(actor -> {
                        actor.spawn(refuser(), "workers");
                        return Behaviors.empty();
                    }),
                    "coordinator");
            return Behaviors.empty();
        }));
        try {
            NodeProcess worker =
                    TestCluster.worker(coordinator.address().hostPort().replaceFirst(".*@", ""), "old", 1);
            assertThat(worker.awaitExit()).as(worker.tail()).isEqualTo(4);
            worker.awaitErr(
                    "speaks protocol " + OTHER + " \\(version 9.9.9\\), this worker protocol " + Protocol.VERSION);
        } finally {
            coordinator.terminate();
        }
    }

    private static Behavior<WorkerToCoordinator> refuser() {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof Hello hello) {
                hello.replyTo().tell(new VersionRefused(OTHER, "9.9.9"));
            }
            return Behaviors.same();
        });
    }
}
