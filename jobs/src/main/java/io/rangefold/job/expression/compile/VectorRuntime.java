package io.rangefold.job.expression.compile;

import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Whether this JVM runs {@code jdk.incubator.vector}, and how wide its vectors are. Our sources need no such module: compiled
 * code names its classes, and they are looked up when that is loaded.
 *
 * <p>A JVM that was started with {@code --add-modules jdk.incubator.vector} prints a warning each time, and takes longer to
 * start. So the launcher asks for the module's compiler support alone ({@code -XX:+EnableVectorSupport}) and lets us in where
 * the JDK loads modules of its own on demand; the module is loaded when an expression first wants it. Without these options
 * there are no vectors, and tables of lanes do.
 */
final class VectorRuntime {
    /** On JDK 17 its vectors were 2 to 10 times slower than tables of lanes; on 25 they are up to 3 times faster. */
    private static final int FIRST_FAST_VERSION = 21;

    /** A system property: {@code off} does without vectors. */
    private static final String SWITCH = "rangefold.vectors";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LOADER_PACKAGE = "jdk.internal.module";

    private VectorRuntime() {}

    /** Whether the JVM has vectors that are fast, or can load them, and nobody said that they are not wanted; cheap to ask. */
    static boolean isOffered() {
        return Runtime.version().feature() >= FIRST_FAST_VERSION
                && !System.getProperty(SWITCH, "on").equals("off")
                && (ModuleLayer.boot().findModule(MODULE).isPresent()
                        || Object.class.getModule().isExported(LOADER_PACKAGE, VectorRuntime.class.getModule()));
    }

    /** The bits of the preferred vectors; nothing where there are none, or none that are fast. */
    static Optional<Integer> bits() {
        return Preferred.BITS;
    }

    /** Found out when first asked for: it loads the module's classes. */
    private static final class Preferred {
        private static final Optional<Integer> BITS = isOffered() ? find() : Optional.empty();
    }

    private static Optional<Integer> find() {
        try {
            Module module = module();
            Class<?> vector = Class.forName(module, MODULE + ".LongVector");
            Object species = vector.getField("SPECIES_PREFERRED").get(null);
            Object bits = Class.forName(module, MODULE + ".VectorSpecies")
                    .getMethod("vectorBitSize")
                    .invoke(species);
            return Optional.of((Integer) bits).filter(b -> b >= 2 * Long.SIZE);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // Any JVM may be without: then there is nothing to be told to anyone.
            return Optional.empty();
        }
    }

    private static Module module() throws ReflectiveOperationException {
        Optional<Module> present = ModuleLayer.boot().findModule(MODULE);
        if (present.isPresent()) {
            return present.get();
        }
        Method load = Class.forName(LOADER_PACKAGE + ".Modules").getMethod("loadModule", String.class);
        return (Module) load.invoke(null, MODULE);
    }
}
