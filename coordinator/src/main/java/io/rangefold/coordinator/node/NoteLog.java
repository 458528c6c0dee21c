package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes what happened to the log, with job, lease, worker, attempt and elapsed time as fields. */
final class NoteLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.rangefold.coordinator.history");

    private NoteLog() {}

    static void write(Note note) {
        if (note instanceof Note.WorkerJoined n) {
            LOG.atInfo()
                    .addKeyValue("worker", n.worker())
                    .log("worker {} joined with {} slots, session {}", n.name(), n.slots(), n.session());
        } else if (note instanceof Note.WorkerLost n) {
            LOG.atWarn()
                    .addKeyValue("worker", n.worker())
                    .log("worker {} lost, session {}: {}", n.name(), n.session(), n.reason());
        } else if (note instanceof Note.WorkerLeft n) {
            LOG.atInfo().addKeyValue("worker", n.worker()).log("worker {} left", n.name());
        } else if (note instanceof Note.WorkerQuarantined n) {
            LOG.atError()
                    .addKeyValue("worker", n.worker())
                    .addKeyValue("job", n.job())
                    .log("worker {} is quarantined: {}", n.worker(), n.reason());
        } else if (note instanceof Note.Redispatched n) {
            LOG.atInfo()
                    .addKeyValue("job", n.job())
                    .addKeyValue("lease", n.lease())
                    .addKeyValue("worker", n.worker())
                    .addKeyValue("attempt", n.attempt())
                    .log("range {} is pending again: {}", n.range(), n.reason());
        } else if (note instanceof Note.LeasedAgain n) {
            LOG.atInfo()
                    .addKeyValue("job", n.job())
                    .addKeyValue("lease", n.lease())
                    .addKeyValue("worker", n.worker())
                    .addKeyValue("attempt", n.attempt())
                    .log("range {} is leased again", n.range());
        } else if (note instanceof Note.JobSubmitted n) {
            LOG.atInfo().addKeyValue("job", n.job()).log("job of kind {} accepted", n.kind());
        } else if (note instanceof Note.JobEnded n) {
            ended(n);
        }
    }

    private static void ended(Note.JobEnded note) {
        Level level = note.state().equals("FAILED") ? Level.WARN : Level.INFO;
        LoggingEventBuilder entry =
                LOG.atLevel(level).addKeyValue("job", note.job()).addKeyValue("elapsed", note.elapsedSeconds());
        if (note.detail().isEmpty()) {
            entry.log("job {}", note.state());
        } else {
            entry.log("job {}: {}", note.state(), note.detail());
        }
    }
}
