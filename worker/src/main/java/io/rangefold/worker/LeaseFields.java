package io.rangefold.worker;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SlotCommand.Grant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/** Which job and attempt a lease is of, for lines of the log about it. Of leases that were forgotten, only the id is told. */
final class LeaseFields {
    private final int capacity;
    private final Map<Long, Of> known = new LinkedHashMap<>();

    private record Of(JobId job, int attempt) {}

    /** @param capacity leases that are remembered: the last ones */
    LeaseFields(int capacity) {
        this.capacity = capacity;
    }

    void granted(Grant grant) {
        put(grant.lease(), new Of(grant.job(), grant.attempt()));
    }

    /** The lease goes on under another id. */
    void renamed(long lease, long newLease) {
        Of of = known.get(lease);
        if (of != null) {
            put(newLease, of);
        }
    }

    private void put(long lease, Of of) {
        known.put(lease, of);
        if (known.size() > capacity) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** The line, with the lease and what is known of it. */
    LoggingEventBuilder of(long lease, LoggingEventBuilder line) {
        Of of = known.get(lease);
        LoggingEventBuilder withLease = line.addKeyValue("lease", lease);
        return of == null
                ? withLease
                : withLease.addKeyValue("job", of.job().value()).addKeyValue("attempt", of.attempt());
    }
}
