package io.rangefold.job.expression.compile;

import java.util.Optional;

/**
 * Whether this JVM runs {@code jdk.incubator.vector}, and how wide its vectors are. Our sources need no such module: compiled
 * code names its classes, and they are looked up when that is loaded.
 */
final class VectorRuntime {
    /** On JDK 17 its vectors were 2 to 10 times slower than tables of lanes; on 25 they are up to 3 times faster. */
    private static final int FIRST_FAST_VERSION = 21;

    private static final Optional<Integer> BITS = find();

    private VectorRuntime() {}

    /** The bits of the preferred vectors; nothing where there are none, or none that are fast. */
    static Optional<Integer> bits() {
        return BITS;
    }

    private static Optional<Integer> find() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!present || Runtime.version().feature() < FIRST_FAST_VERSION) {
            return Optional.empty();
        }
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
