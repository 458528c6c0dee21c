package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Verification;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Things to be stored. */
final class StoreExamples {
    static final Leader ALICE = new Leader("127.0.0.1:2551", "http://127.0.0.1:8551");
    static final Leader BOB = new Leader("127.0.0.1:2552", "http://127.0.0.1:8552");
    static final Instant NOW = Instant.parse("2026-11-20T17:10:37.000000123Z");
    static final BlobSource NO_DATA = id -> {
        throw new AssertionError("nothing is named");
    };

    private StoreExamples() {}

    static SaveGroup group(long number, Change... changes) {
        return new SaveGroup(number, List.of(changes));
    }

    static JobHeader header(String id, long number) {
        return header(id, number, Optional.empty(), List.of());
    }

    static JobHeader header(String id, long number, Optional<String> key, List<BlobId> inputs) {
        return new JobHeader(
                new JobId(id),
                number,
                "range-sum",
                bytes("spec of " + id),
                Map.of("from", "0", "expr", "i*i — \"quoted\""),
                new JobOptions(
                        "Name of " + id,
                        -3,
                        OptionalInt.of(7),
                        Optional.of(Duration.ofMillis(90_500)),
                        5,
                        new VerifyMode.Audit(12.5)),
                key,
                inputs,
                NOW.plusSeconds(number));
    }

    static JobStatus running(String id) {
        return status(id, JobState.RUNNING, 0);
    }

    static JobStatus prioritized(String id, int priority) {
        JobStatus it = running(id);
        return new JobStatus(
                it.id(),
                it.state(),
                it.stage(),
                it.known(),
                it.early(),
                it.startedAt(),
                it.finishedAt(),
                it.ageNanos(),
                it.doneItems(),
                it.totalItems(),
                it.counters(),
                it.verification(),
                it.complete(),
                it.fault(),
                OptionalInt.of(priority));
    }

    static JobStatus status(String id, JobState state, int stage) {
        boolean ended = state.isTerminal();
        return new JobStatus(
                new JobId(id),
                state,
                stage,
                bytes("known of " + id),
                ended,
                Optional.of(NOW.plusSeconds(1)),
                ended ? Optional.of(NOW.plusSeconds(2)) : Optional.empty(),
                17,
                18,
                Long.MAX_VALUE,
                new JobStatus.Counters(1, 2, 3, 4, 5, 6, 7, 8, "kernel"),
                ended
                        ? Optional.of(new Verification(Verification.Verdict.AUDITED, "audit", 0.1, "a tenth"))
                        : Optional.empty(),
                !ended,
                state == JobState.FAILED
                        ? Optional.of(new JobFault("division-by-zero", "1/0", "i = 17", "none"))
                        : Optional.empty(),
                OptionalInt.empty());
    }

    static Change.Submitted submitted(String id, long number) {
        return new Change.Submitted(header(id, number));
    }

    static Change.Covered covered(String id, int stage, String owner, long low, long high) {
        return new Change.Covered(new JobId(id), stage, owner, low, OptionalLong.of(high));
    }

    static Change.Covered uncovered(String id, int stage, String owner, long low) {
        return new Change.Covered(new JobId(id), stage, owner, low, OptionalLong.empty());
    }

    static Change.Merged merged(String id, int stage, String owner, boolean whole, String partial) {
        return new Change.Merged(new JobId(id), stage, owner, whole, bytes(partial));
    }

    static Change.SegmentAdded output(String id, int stage, long low, long high, byte[] content) {
        return new Change.SegmentAdded(
                new JobId(id), stage, Range.of(low, high), new SegmentRef(BlobId.of(content), content.length), "w1");
    }

    static StoredAudit audit(int stage, long low, long high) {
        return new StoredAudit(
                stage,
                Range.of(low, high),
                List.of(
                        new Change.Opinion(new SlotKey(new WorkerId("w1"), 3), "abc+def"),
                        new Change.Opinion(new SlotKey(new WorkerId("a worker"), 0), "abc")));
    }

    static Change.Happened event(String id, JobEvent.Type type, String detail) {
        return new Change.Happened(new JobEvent(
                0,
                NOW,
                type,
                Optional.of(new JobId(id)),
                Optional.of(new WorkerId("w1")),
                Optional.of(Range.of(0, 10)),
                detail));
    }

    /** The life of job-a, with so many bars that look like no others. */
    static JobLife life(int bars) {
        JobId job = new JobId("job-a");
        Random random = new Random(bars);
        List<Timeline.Bar> all = new ArrayList<>();
        for (int i = 1; i <= bars; i++) {
            long low = random.nextLong() >>> 2;
            double start = random.nextInt() / 64.0;
            all.add(new Timeline.Bar(
                    bars,
                    0,
                    i,
                    0,
                    "work",
                    1,
                    Range.of(low, low + 1000),
                    low + random.nextInt(1000),
                    start,
                    start + 1,
                    i % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(start + 2),
                    random.nextInt(1 << 20) / 64.0,
                    Timeline.Outcome.LOST));
        }
        RangeMap map = new RangeMap(
                job,
                2,
                Long.MAX_VALUE,
                Range.upTo(Long.MAX_VALUE),
                List.of(
                        piece(0, 10, RangeMap.State.COMMITTED, new RangeMap.Holder("w1", -1, 0, "work", 1, 0)),
                        piece(10, 20, RangeMap.State.LEASED, new RangeMap.Holder("w1", 3, 7, "suspect", 2, 12)),
                        new RangeMap.Piece(Range.of(20, Long.MAX_VALUE), RangeMap.State.PENDING, Optional.empty())),
                true,
                List.of(new RangeMap.Mark(Range.of(3, 4), RangeMap.MarkType.AUDITED)));
        Timeline timeline = new Timeline(
                job,
                bars,
                Instant.parse("2026-11-20T17:10:37.123Z"),
                12.5,
                true,
                true,
                List.of(new Timeline.Lane("w1", "node \"1\"", 3, 4, Long.MAX_VALUE, 1.5, 0.25, 0.125)),
                all,
                List.of(new Timeline.Sample(0.5, Long.MAX_VALUE, 2, 17)),
                List.of(new Timeline.Mark(0.5, JobEvent.Type.WORKER_LOST, "node 1")),
                List.of(new Timeline.SpeedQuantile(0.5, 12)));
        return new JobLife(new JobView.Cpu(1.5, 0.25, 3, 0.125), Optional.of(timeline), Optional.of(map));
    }

    private static RangeMap.Piece piece(long low, long high, RangeMap.State state, RangeMap.Holder holder) {
        return new RangeMap.Piece(Range.of(low, high), state, Optional.of(holder));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
