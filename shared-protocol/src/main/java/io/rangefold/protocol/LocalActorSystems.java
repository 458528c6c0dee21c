package io.rangefold.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Starts actor systems without network. They see the defaults of Pekko's actors only: those of remoting, clustering and
 * streams, which are on the class path too, would have each start read and set up what it never uses.
 */
public final class LocalActorSystems {
    private LocalActorSystems() {}

    /**
     * Starts a local actor system.
     *
     * @param resource configuration on the class path that goes before all defaults
     */
    public static <T> ActorSystem<T> create(Behavior<T> guardian, String name, String resource) {
        ClassLoader loader = new ActorDefaults(LocalActorSystems.class.getClassLoader());
        Config config = ConfigFactory.parseResources(loader, resource)
                .withFallback(ConfigFactory.parseResources(loader, "rangefold-local.conf"))
                .withFallback(ConfigFactory.load(loader));
        BootstrapSetup setup = BootstrapSetup.create().withConfig(config).withClassloader(loader);
        return ActorSystem.create(guardian, name, setup);
    }
}
