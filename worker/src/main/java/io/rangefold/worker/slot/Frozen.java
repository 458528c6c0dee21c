package io.rangefold.worker.slot;

import io.rangefold.protocol.SlotReport.Commit;

/**
 * A commit that was sent and is not acknowledged. It never changes; it is only sent again.
 *
 * @param commit the message
 * @param output content of its segment; empty if it has none
 */
record Frozen(Commit commit, byte[] output) {}
