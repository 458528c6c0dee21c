package io.rangefold.job.expression.compile;

import java.util.Optional;

/**
 * Whether this JVM runs {@code jdk.incubator.vector}, and how wide its vectors are. Our sources need no such module: compiled
 * code names its classes, and they are looked up when that is loaded.
 */
final class VectorRuntime {
    /** On JDK 17 its vectors were 2 to 10 times slower than tables of lanes; on 25 they are up to 3 times faster. */
    private static final int FIRST_FAST_VERSION = 21;

    private VectorRuntime() {}

    /** Whether the JVM has vectors that are fast; cheap to ask. */
    static boolean isOffered() {
        return Runtime.version().feature() >= FIRST_FAST_VERSION
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
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
            Class<?> vector = Class.forName("jdk.incubator.vector.LongVector");
            Object species = vector.getField("SPECIES_PREFERRED").get(null);
            Object bits = Class.forName("jdk.incubator.vector.VectorSpecies")
                    .getMethod("vectorBitSize")
                    .invoke(species);
            return Optional.of((Integer) bits).filter(b -> b >= 2 * Long.SIZE);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
