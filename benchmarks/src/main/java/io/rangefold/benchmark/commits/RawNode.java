package io.rangefold.benchmark.commits;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.slf4j.LoggerFactory;

/** Actor systems with the transport and serializer of a cluster's nodes, but without a cluster. */
final class RawNode {
    private RawNode() {}

    static <T> ActorSystem<T> start(Behavior<T> guardian, String name) {
        // Before there are threads that log at the same time.
        LoggerFactory.getILoggerFactory();
        Config config = ConfigFactory.parseMap(Map.of(
                        "pekko.actor.provider", "remote",
                        "pekko.loglevel", "ERROR",
                        "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                        "pekko.remote.artery.canonical.port", 0))
                .withFallback(ConfigFactory.parseResources("rangefold-node.conf"))
                .withFallback(ConfigFactory.load());
        return ActorSystem.create(guardian, name, config);
    }
}
