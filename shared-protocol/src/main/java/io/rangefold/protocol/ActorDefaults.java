package io.rangefold.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows its own actor systems, of all modules' defaults, only those of Pekko's actors; else it finds what its parent finds. The
 * defaults were written into one short file when Rangefold was built; without it, they are read where Pekko keeps them.
 */
public final class ActorDefaults extends ClassLoader {
    private static final String DEFAULTS = "reference.conf";
    private static final String ACTOR_MODULES = "/pekko-actor";
    private static final String SHORT = "rangefold-actor-defaults.json";

    ActorDefaults(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!DEFAULTS.equals(name)) {
            return super.getResources(name);
        }
        URL written = getResource(SHORT);
        return written != null
                ? Collections.enumeration(List.of(written))
                : Collections.enumeration(ofActors(getParent()));
    }

    /** Where the modules are packed otherwise than usual, nothing is left out. */
    private static List<URL> ofActors(ClassLoader loader) throws IOException {
        List<URL> all = Collections.list(loader.getResources(DEFAULTS));
        List<URL> ofActors = all.stream()
                .filter(url -> url.getPath().contains(ACTOR_MODULES))
                .toList();
        return ofActors.isEmpty() ? all : ofActors;
    }

    /**
     * Run by the build: writes the short file.
     *
     * @param args the folder of compiled classes
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0], SHORT);
        Files.deleteIfExists(file);
        Config defaults = ConfigFactory.defaultReference(new ActorDefaults(ActorDefaults.class.getClassLoader()));
        Files.writeString(file, defaults.withOnlyPath("pekko").root().render(ConfigRenderOptions.concise()));
    }
}
