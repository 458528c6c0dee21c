package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;

/** What a {@link Scheduler} wants done. Called while it handles an event; must not call back into it. */
public interface Effects {

    /** May get lost; the scheduler repeats what matters. */
    void send(WorkerId worker, CoordinatorToWorker message);

    /** Whether a segment is stored, with its hash checked. */
    boolean isStored(SegmentRef segment);

    /** Make a group durable; answered by {@link Scheduler#groupDurable}. One at a time, in the order of their numbers. */
    void save(SaveGroup group);

    /** The worker is given up: its liveness connection is to be closed. */
    void disconnect(WorkerId worker, long session);

    /** The last stage is durable: make the result; answered by {@link Scheduler#concluded}. */
    void conclude(JobId job);

    /** The job's state or progress is another. */
    void changed(JobId job);

    /** The job's segments are needed no more. */
    void discard(JobId job);

    /** Something that an operator may want to read. */
    void note(Note note);

    /** Counts what happens too often to be noted. */
    default Meter meter() {
        return Meter.NONE;
    }
}
