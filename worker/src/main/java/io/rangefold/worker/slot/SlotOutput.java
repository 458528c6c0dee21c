package io.rangefold.worker.slot;

import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;

/** Where a slot's reports go. Any of them may get lost; the slot repeats what is not answered. */
public interface SlotOutput {

    void report(SlotReport report);

    /** A commit whose {@code output} has to be with the coordinator before the commit itself is sent. */
    void reportWithOutput(Commit commit, byte[] output);
}
