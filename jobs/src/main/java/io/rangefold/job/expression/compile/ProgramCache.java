package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The programs that were compiled last, so that all slots of a process share one, and what the JIT compiler made of it. */
final class ProgramCache {
    private static final int MAX_PROGRAMS = 256;

    private static final ProgramCache SHARED = new ProgramCache();

    private record Key(Node root, Fold fold, long first, long last) {}

    private final Map<Key, Optional<CompiledProgram>> programs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<CompiledProgram>> eldest) {
            return size() > MAX_PROGRAMS;
        }
    };

    private ProgramCache() {}

    static ProgramCache shared() {
        return SHARED;
    }

    /** The program for that fold over {@code [first, last]}; nothing if there is none. Compiling takes some milliseconds. */
    synchronized Optional<CompiledProgram> get(Node root, Fold fold, long first, long last) {
        Key key = new Key(root, fold, first, last);
        Optional<CompiledProgram> known = programs.get(key);
        if (known == null) {
            known = compiled(key);
            programs.put(key, known);
        }
        return known;
    }

    private static Optional<CompiledProgram> compiled(Key key) {
        try {
            return Optional.of(new CompiledProgram(new Planner(key.root, key.fold, key.first, key.last).plan()));
        } catch (NoFormException e) {
            return Optional.empty();
        }
    }
}
