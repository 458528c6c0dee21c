package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobStatus;

/** About how many bytes a change is: the lengths of texts and byte strings, and eight for every number and time. */
final class ChangeSizes {
    private static final int NUMBER = 8;
    private static final int HASH = 32;

    private ChangeSizes() {}

    static long of(Change change) {
        if (change instanceof Change.Submitted c) {
            return of(c.header());
        } else if (change instanceof Change.Updated c) {
            return of(c.status());
        } else if (change instanceof Change.Covered c) {
            return text(c.job()) + c.owner().length() + 3 * NUMBER;
        } else if (change instanceof Change.Merged c) {
            return text(c.job()) + c.owner().length() + NUMBER + c.partial().length;
        } else if (change instanceof Change.Disowned c) {
            return text(c.job()) + c.owner().length() + NUMBER;
        } else if (change instanceof Change.SegmentAdded c) {
            return text(c.job()) + c.owner().length() + 4 * NUMBER + HASH;
        } else if (change instanceof Change.AuditDrawn c) {
            return text(c.job()) + of(c.audit());
        } else if (change instanceof Change.Happened c) {
            return of(c.event());
        } else if (change instanceof Change.Settled c) {
            return text(c.job()) + c.owner().value().length();
        } else if (change instanceof Change.Quarantined c) {
            return c.worker().value().length() + c.reason().length();
        }
        return 4 * NUMBER;
    }

    private static long of(JobHeader header) {
        return text(header.id())
                + header.kind().length()
                + header.spec().length
                + header.arguments().toString().length()
                + (long) HASH * header.inputs().size()
                + 8 * NUMBER;
    }

    private static long of(JobStatus status) {
        return text(status.id())
                + status.state().name().length()
                + status.known().length
                + status.counters().kernel().length()
                + status.fault().map(fault -> fault.toString().length()).orElse(0)
                + status.verification().map(v -> v.toString().length()).orElse(0)
                + 18 * NUMBER;
    }

    private static long of(StoredAudit audit) {
        return audit.opinions().stream()
                        .mapToLong(opinion -> opinion.digest().length()
                                + opinion.by().worker().value().length()
                                + NUMBER)
                        .sum()
                + 3 * NUMBER;
    }

    private static long of(JobEvent event) {
        return event.type().name().length()
                + event.detail().length()
                + event.job().map(ChangeSizes::text).orElse(0)
                + event.worker().map(worker -> worker.value().length()).orElse(0)
                + 4 * NUMBER;
    }

    private static int text(Object id) {
        return id.toString().length();
    }
}
