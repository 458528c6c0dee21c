package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;

/**
 * Output that counts.
 *
 * @param range the indices it belongs to
 * @param ref where it is kept
 */
public record StoredSegment(Range range, SegmentRef ref) {}
