package io.rangefold.job;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The job kinds that this process knows, by name. Immutable. */
public final class JobKinds {
    private final Map<String, JobKind> byName = new TreeMap<>();

    private JobKinds(Iterable<JobKind> kinds) {
        for (JobKind kind : kinds) {
            JobKind other = byName.put(kind.description().name(), kind);
            if (other != null) {
                throw new IllegalStateException(
                        "two job kinds are named " + kind.description().name());
            }
        }
    }

    /** All kinds registered as services. */
    public static JobKinds installed() {
        return new JobKinds(ServiceLoader.load(JobKind.class));
    }

    /** Just these. */
    public static JobKinds of(JobKind... kinds) {
        return new JobKinds(List.of(kinds));
    }

    /** @throws BadInputException naming the kinds there are, if there is none of that name */
    public JobKind named(String name) {
        JobKind kind = byName.get(name);
        if (kind == null) {
            throw new BadInputException(
                    "there is no job kind \"" + name + "\"",
                    "KIND",
                    "use one of: " + String.join(", ", byName.keySet()));
        }
        return kind;
    }

    /** In the order of their names. */
    public List<JobKind> all() {
        return List.copyOf(byName.values());
    }
}
