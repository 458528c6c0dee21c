package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.Note;
import io.rangefold.protocol.Epoch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes what happened to the log, with job, lease, worker, attempt, epoch and the like as fields. */
final class NoteLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.rangefold.coordinator.history");

    private final long epoch;

    /** @param epoch of the coordinator */
    NoteLog(Epoch epoch) {
        this.epoch = epoch.number();
    }

    void write(Note note) {
        if (note instanceof Note.WorkerJoined n) {
            at(Level.INFO)
                    .addKeyValue("worker", n.worker().value())
                    .log("worker {} joined with {} slots, session {}", n.name(), n.slots(), n.session());
        } else if (note instanceof Note.WorkerLost n) {
            at(Level.WARN)
                    .addKeyValue("worker", n.worker().value())
                    .log("worker {} lost, session {}: {}", n.name(), n.session(), n.reason());
        } else if (note instanceof Note.WorkerLeft n) {
            at(Level.INFO).addKeyValue("worker", n.worker().value()).log("worker {} left", n.name());
        } else if (note instanceof Note.WorkerQuarantined n) {
            at(Level.ERROR)
                    .addKeyValue("worker", n.worker().value())
                    .addKeyValue("job", n.job().value())
                    .log("worker {} is quarantined: {}", n.worker(), n.reason());
        } else if (note instanceof Note.Redispatched n) {
            at(Level.INFO)
                    .addKeyValue("job", n.job().value())
                    .addKeyValue("lease", n.lease())
                    .addKeyValue("worker", n.worker().value())
                    .addKeyValue("attempt", n.attempt())
                    .addKeyValue("cause", n.cause())
                    .log("range {} is pending again: {}", n.range(), n.reason());
        } else if (note instanceof Note.LeasedAgain n) {
            at(Level.INFO)
                    .addKeyValue("job", n.job().value())
                    .addKeyValue("lease", n.lease())
                    .addKeyValue("worker", n.worker().value())
                    .addKeyValue("attempt", n.attempt())
                    .log("range {} is leased again", n.range());
        } else if (note instanceof Note.JobSubmitted n) {
            at(Level.INFO).addKeyValue("job", n.job().value()).log("job of kind {} accepted", n.kind());
        } else if (note instanceof Note.JobEnded n) {
            ended(n);
        }
    }

    private LoggingEventBuilder at(Level level) {
        return LOG.atLevel(level).addKeyValue("epoch", epoch);
    }

    private void ended(Note.JobEnded note) {
        Level level = note.state().equals("FAILED") ? Level.WARN : Level.INFO;
        LoggingEventBuilder entry =
                at(level).addKeyValue("job", note.job().value()).addKeyValue("elapsed", note.elapsedSeconds());
        if (note.detail().isEmpty()) {
            entry.log("job {}", note.state());
        } else {
            entry.log("job {}: {}", note.state(), note.detail());
        }
    }
}
