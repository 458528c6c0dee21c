package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.ledger.PendingRange;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.ledger.Shares;
import io.rangefold.coordinator.ledger.StageLedger;
import io.rangefold.coordinator.monitor.MapPieces;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.Holder;
import io.rangefold.coordinator.service.RangeMap.State;
import io.rangefold.protocol.Range;
import java.util.Locale;
import java.util.Optional;

/** Shows where the indices of a job are. */
final class RangeMaps {
    private static final int SEVERAL_SLOTS = -1;

    private RangeMaps() {}

    /**
     * Of a job that runs, or as it was at its end.
     *
     * @param wanted what is wanted of the stage; empty for all
     * @return empty if the job was over before it began, or its map is not kept any more
     */
    static Optional<RangeMap> of(JobRun job, Optional<Range> wanted, long nowNanos) {
        return job.isOver()
                ? job.recorder.lastMap().map(map -> MapPieces.part(map, wanted))
                : Optional.of(live(job, wanted, nowNanos));
    }

    /** Of a job that has a ledger. O(intervals log intervals). */
    static RangeMap live(JobRun job, Optional<Range> wanted, long nowNanos) {
        StageLedger ledger = job.ledger();
        Range part = MapPieces.within(ledger.items(), wanted);
        MapPieces pieces = new MapPieces(part);
        addCommitted(job.shares(), pieces);
        for (Lease lease : ledger.leases()) {
            pieces.add(lease.rest(), State.LEASED, Optional.of(holder(lease, job, nowNanos)));
        }
        for (Urgency urgency : Urgency.values()) {
            for (PendingRange pending : ledger.pending(urgency)) {
                pieces.add(pending.range(), State.PENDING, Optional.empty());
            }
        }
        pieces.add(ledger.skipped(), State.SKIPPED, Optional.empty());
        pieces.add(ledger.unclaimed(), State.UNCLAIMED, Optional.empty());
        for (PendingRange aside : ledger.aside()) {
            pieces.add(aside.range(), State.SET_ASIDE, Optional.empty());
        }
        MapPieces.Drawn drawn = pieces.draw();
        return new RangeMap(
                job.id(),
                job.stageNumber(),
                ledger.items(),
                part,
                drawn.pieces(),
                drawn.exact(),
                job.recorder.marks().within(part));
    }

    private static void addCommitted(Shares<?> shares, MapPieces pieces) {
        for (String owner : shares.owners()) {
            Holder holder = new Holder(owner, SEVERAL_SLOTS, 0, "work", 1, 0);
            pieces.add(shares.ranges(owner), State.COMMITTED, Optional.of(holder));
        }
        pieces.add(shares.ranges(Shares.FORGOTTEN), State.COMMITTED, Optional.empty());
    }

    private static Holder holder(Lease lease, JobRun job, long nowNanos) {
        ActiveLease active = job.active().get(lease.id());
        return new Holder(
                lease.slot().worker().value(),
                lease.slot().slot(),
                lease.id(),
                lease.purpose().name().toLowerCase(Locale.ROOT),
                1 + lease.failures() + lease.deaths(),
                active == null ? 0 : active.pace(nowNanos, Long.MAX_VALUE) * 1e9);
    }
}
