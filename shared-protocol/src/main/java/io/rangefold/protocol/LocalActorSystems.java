package io.rangefold.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
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

    /** Finds the same classes and resources as its parent, but of all modules' defaults only those of the actors. */
    private static final class ActorDefaults extends ClassLoader {
        private static final String DEFAULTS = "reference.conf";
        private static final String ACTOR_MODULES = "/pekko-actor";

        ActorDefaults(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> all = Collections.list(super.getResources(name));
            List<URL> ofActors = all.stream()
                    .filter(url -> url.getPath().contains(ACTOR_MODULES))
                    .toList();
            // Where the modules are packed otherwise than usual, nothing is left out.
            return Collections.enumeration(DEFAULTS.equals(name) && !ofActors.isEmpty() ? ofActors : all);
        }
    }
}
