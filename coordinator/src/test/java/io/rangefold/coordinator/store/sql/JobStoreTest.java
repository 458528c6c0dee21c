package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.audit;
import static io.rangefold.coordinator.store.sql.StoreExamples.bytes;
import static io.rangefold.coordinator.store.sql.StoreExamples.covered;
import static io.rangefold.coordinator.store.sql.StoreExamples.event;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.header;
import static io.rangefold.coordinator.store.sql.StoreExamples.merged;
import static io.rangefold.coordinator.store.sql.StoreExamples.output;
import static io.rangefold.coordinator.store.sql.StoreExamples.prioritized;
import static io.rangefold.coordinator.store.sql.StoreExamples.running;
import static io.rangefold.coordinator.store.sql.StoreExamples.status;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;
import static io.rangefold.coordinator.store.sql.StoreExamples.uncovered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does, on each database. */
@ParameterizedClass
@EnumSource(Database.class)
final class JobStoreTest {
    private static final JobId JOB = new JobId("job-a");
    private static final RecursiveComparisonConfiguration DEEPLY =
            RecursiveComparisonConfiguration.builder().build();

    private final TestDatabase database;
    private JobStore store;
    private Term term;

    JobStoreTest(Database kind, @TempDir Path folder) {
        database = TestDatabase.make(kind, folder);
        store = database.open();
        term = store.tryLead(ALICE).orElseThrow();
    }

    @AfterEach
    void close() {
        FailPoints.disarm();
        store.close();
    }

    /** As after the end of the process: another store, another term. */
    private StoredState restart() {
        store.close();
        store = database.open();
        term = store.tryLead(ALICE).orElseThrow();
        return store.load(term);
    }

    private void write(long number, Change... changes) {
        store.write(term, group(number, changes), NO_DATA);
    }

    @Test
    void newStore_remembersNothing() {
        assertThat(store.load(term)).isEqualTo(StoredState.EMPTY);
        assertThat(store.find(JOB)).isEmpty();
        assertThat(store.list(JobFilter.NEWEST)).isEmpty();
        assertThat(store.history(JOB, 0, 10)).isEmpty();
        assertThat(store.segments(JOB)).isEmpty();
        assertThat(store.blob(BlobId.of(bytes("x")))).isEmpty();
    }

    @Test
    void terms_haveTheStoresNameAndGrowingNumbers() {
        Term first = term;
        restart();
        assertThat(term.epoch().cluster()).isEqualTo(first.epoch().cluster());
        assertThat(first.epoch().number()).isEqualTo(1);
        assertThat(term.epoch().number()).isEqualTo(2);
        assertThat(store.leader()).contains(ALICE);
    }

    @Test
    void job_isAsItWasSubmittedAfterARestart() {
        byte[] input = bytes("1 2 3");
        Change.Submitted submission = new Change.Submitted(
                header("job-a", 4, Optional.of("key"), List.of(BlobId.of(input), BlobId.of(input))));
        store.write(term, group(1, submission, new Change.Updated(running("job-a"))), id -> input);

        StoredState state = restart();

        JobRecord expected = new JobRecord(submission.header(), running("job-a"));
        assertThat(state.jobs()).hasSize(1);
        assertThat(state.lastJobNumber()).isEqualTo(4);
        assertEqual(state.jobs().get(0).record(), expected);
        assertEqual(store.find(JOB).orElseThrow(), expected);
        assertEqual(store.findByKey("key").orElseThrow(), expected);
        assertThat(store.findByKey("other")).isEmpty();
        assertThat(store.blob(BlobId.of(input))).contains(input);
    }

    @Test
    void priorityThatWasChanged_isKept() {
        write(1, submitted("job-a", 1), new Change.Updated(prioritized("job-a", -7)));
        assertThat(restart().jobs().get(0).record().status().priority()).hasValue(-7);
        assertThat(store.find(JOB).orElseThrow().view().priority()).isEqualTo(-7);

        write(1, new Change.Updated(running("job-a")));
        assertThat(restart().jobs().get(0).record().status().priority()).isEmpty();
    }

    /** Tables of the first version have no column for it. */
    @Test
    void jobsOfTheFirstVersion_areReadAfterTheMigration() {
        write(1, submitted("job-a", 1), new Change.Updated(running("job-a")));
        store.close();
        database.execute("ALTER TABLE jobs DROP COLUMN new_priority");
        database.execute("DROP TABLE lives");
        database.execute("DELETE FROM flyway_schema_history WHERE version <> '1'");
        store = database.open();
        term = store.tryLead(ALICE).orElseThrow();

        assertEqual(store.load(term).jobs().get(0).record().status(), running("job-a"));
        write(1, new Change.Updated(prioritized("job-a", 3)));
        assertThat(store.find(JOB).orElseThrow().view().priority()).isEqualTo(3);
    }

    private static void assertEqual(Object actual, Object expected) {
        assertThat(actual).usingRecursiveComparison(DEEPLY).isEqualTo(expected);
    }

    @Test
    void endedJob_isFoundButNotLoaded() {
        write(1, submitted("job-a", 1), new Change.Updated(status("job-a", JobState.FAILED, 2)));
        assertThat(restart().jobs()).isEmpty();
        assertThat(store.load(term).lastJobNumber()).isEqualTo(1);
        assertEqual(store.find(JOB).orElseThrow().status(), status("job-a", JobState.FAILED, 2));
    }

    @Test
    void shares_areKeptByOwner() {
        write(
                1,
                submitted("job-a", 1),
                covered("job-a", 0, "w1", 0, 10),
                merged("job-a", 0, "w1", true, "a"),
                covered("job-a", 0, "w2", 10, 20),
                merged("job-a", 0, "w2", false, "b"));
        write(
                2,
                covered("job-a", 0, "w1", 0, 10),
                uncovered("job-a", 0, "w1", 0),
                covered("job-a", 0, "w1", 0, 5),
                covered("job-a", 0, "w1", 30, 40),
                covered("job-a", 0, "w1", 50, 60),
                uncovered("job-a", 0, "w1", 50),
                merged("job-a", 0, "w2", false, "c"),
                merged("job-a", 0, "w1", false, "lost"),
                merged("job-a", 0, "w1", true, "d"),
                merged("job-a", 0, "w1", false, "e"));

        StoredJob job = restart().jobs().get(0);

        assertEqual(
                job.shares(),
                List.of(
                        new Share("w1", List.of(Range.of(0, 5), Range.of(30, 40)), List.of(bytes("d"), bytes("e"))),
                        new Share("w2", List.of(Range.of(10, 20)), List.of(bytes("b"), bytes("c")))));
    }

    @Test
    void disownedShares_areGone_andCanBeWrittenAgain() {
        write(
                1,
                submitted("job-a", 1),
                covered("job-a", 0, "w1", 0, 10),
                merged("job-a", 0, "w1", true, "a"),
                new Change.Disowned(JOB, 0, "w1"),
                covered("job-a", 0, "", 0, 10),
                merged("job-a", 0, "", false, "b"));
        assertEqual(
                restart().jobs().get(0).shares(),
                List.of(new Share("", List.of(Range.of(0, 10)), List.of(bytes("b")))));
    }

    @Test
    void newStage_beginsWithNothing() {
        write(
                1,
                submitted("job-a", 1),
                covered("job-a", 0, "w1", 0, 10),
                merged("job-a", 0, "w1", true, "a"),
                new Change.AuditDrawn(JOB, audit(0, 0, 10)));
        write(
                2,
                new Change.StageBegun(JOB, 1),
                new Change.Updated(status("job-a", JobState.RUNNING, 1)),
                covered("job-a", 1, "w1", 3, 4));
        StoredJob job = restart().jobs().get(0);
        assertEqual(job.shares(), List.of(new Share("w1", List.of(Range.of(3, 4)), List.of())));
        assertThat(job.audits()).isEmpty();
        assertThat(database.number("SELECT count(*) FROM checkpoints")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM partials")).isZero();
    }

    @Test
    void output_isStoredOnceAndListedInOrder() {
        byte[] x = bytes("output x");
        byte[] y = bytes("output y");
        Map<BlobId, byte[]> data = new HashMap<>(Map.of(BlobId.of(x), x, BlobId.of(y), y));
        store.write(
                term,
                group(1, submitted("job-a", 1), output("job-a", 0, 10, 20, x), output("job-a", 0, 0, 10, y)),
                data::get);
        data.clear();
        store.write(
                term,
                group(
                        2,
                        output("job-a", 0, 20, 30, x),
                        output("job-a", 0, 30, 40, x),
                        new Change.SegmentsDropped(JOB, 0, Range.of(30, 50))),
                data::get);

        List<Segment> expected = List.of(segment(0, 10, y), segment(10, 20, x), segment(20, 30, x));
        assertThat(restart().jobs().get(0).segments()).isEqualTo(expected);
        assertThat(store.segments(JOB)).isEqualTo(expected);
        assertThat(store.blob(BlobId.of(x))).contains(x);
        assertThat(database.number("SELECT count(*) FROM blobs")).isEqualTo(2);
    }

    private static Segment segment(long low, long high, byte[] content) {
        return new Segment(0, Range.of(low, high), new SegmentRef(BlobId.of(content), content.length), "w1");
    }

    @Test
    void outputOfTheLastStage_countsInTheResult() {
        byte[] content = bytes("output");
        store.write(
                term,
                group(1, submitted("job-a", 1), output("job-a", 0, 0, 10, content), output("job-a", 2, 5, 6, content)),
                id -> content);
        assertThat(store.segments(JOB)).extracting(Segment::stage).containsExactly(2);
    }

    @Test
    void largeOutput_isStored() {
        Map<BlobId, byte[]> data = new HashMap<>();
        Change[] changes = new Change[6];
        changes[0] = submitted("job-a", 1);
        for (int i = 1; i < changes.length; i++) {
            byte[] content = new byte[i == 3 ? 3_000_000 : 600_000];
            content[0] = (byte) i;
            data.put(BlobId.of(content), content);
            changes[i] = output("job-a", 0, i, i + 1, content);
        }
        store.write(term, group(1, changes), data::get);
        data.forEach((id, content) -> assertThat(store.blob(id)).contains(content));
    }

    @Test
    void dataThatCannotBeHad_leavesTheGroupUnwritten() {
        Change.SegmentAdded output = output("job-a", 0, 0, 10, bytes("x"));
        assertThatThrownBy(() -> store.write(term, group(1, submitted("job-a", 1), output), id -> {
                    throw new IllegalStateException("gone");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(store.find(JOB)).isEmpty();
    }

    @Test
    void audits_waitUntilTheyAreClosed() {
        write(
                1,
                submitted("job-a", 1),
                new Change.AuditDrawn(JOB, audit(0, 0, 10)),
                new Change.AuditDrawn(JOB, audit(0, 10, 20)),
                new Change.AuditDrawn(JOB, audit(0, 20, 30)),
                new Change.AuditClosed(JOB, 0, Range.of(20, 30)));
        write(2, new Change.AuditClosed(JOB, 0, Range.of(0, 10)));
        assertEqual(restart().jobs().get(0).audits(), List.of(audit(0, 10, 20)));
    }

    @Test
    void audit_thatIsDrawnAgain_takesThePlaceOfTheOneBefore() {
        StoredAudit first =
                new StoredAudit(0, Range.of(0, 10), audit(0, 0, 10).opinions().subList(0, 1));
        write(1, submitted("job-a", 1), new Change.AuditDrawn(JOB, first));
        write(2, new Change.AuditDrawn(JOB, audit(0, 0, 10)));
        assertEqual(restart().jobs().get(0).audits(), List.of(audit(0, 0, 10)));
    }

    @Test
    void workersWhoseCommitsAreSettled_areKept() {
        write(
                1,
                submitted("job-a", 1),
                new Change.Settled(JOB, new WorkerId("w1")),
                new Change.Settled(JOB, new WorkerId("w2")),
                new Change.Settled(JOB, new WorkerId("w1")));
        write(2, new Change.Settled(JOB, new WorkerId("w2")));
        assertThat(restart().jobs().get(0).settled()).containsExactlyInAnyOrder(new WorkerId("w1"), new WorkerId("w2"));
    }

    @Test
    void quarantine_isKept() {
        write(1, new Change.Quarantined(new WorkerId("w9"), "it lied"));
        write(2, new Change.Quarantined(new WorkerId("w9"), "again"));
        assertThat(restart().quarantined()).containsExactly(new WorkerId("w9"));
    }

    @Test
    void history_isReadInOrderAndInPages() {
        write(1, submitted("job-a", 1), event("job-a", JobEvent.Type.SUBMITTED, ""));
        write(
                2,
                event("job-b", JobEvent.Type.SUBMITTED, "another job"),
                event("job-a", JobEvent.Type.STARTED, "zero \0 and half a pair \uD800"),
                event("job-a", JobEvent.Type.FINISHED, "at last"));

        List<JobEvent> all = store.history(0, 10);
        assertThat(all).extracting(JobEvent::number).isSorted().hasSize(4);
        assertThat(all)
                .extracting(event -> event.job().orElseThrow().value())
                .containsExactly("job-a", "job-b", "job-a", "job-a");
        assertThat(store.history(all.get(0).number(), 2)).containsExactly(all.get(1), all.get(2));
        List<JobEvent> first = store.history(JOB, 0, 2);
        List<JobEvent> rest = store.history(JOB, first.get(1).number(), 2);

        assertThat(first).extracting(JobEvent::type).containsExactly(JobEvent.Type.SUBMITTED, JobEvent.Type.STARTED);
        assertThat(first.get(1).detail()).isEqualTo("zero \uFFFD and half a pair \uFFFD");
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0))
                .isEqualTo(new JobEvent(
                        rest.get(0).number(),
                        StoreExamples.NOW,
                        JobEvent.Type.FINISHED,
                        Optional.of(JOB),
                        Optional.of(new WorkerId("w1")),
                        Optional.of(Range.of(0, 10)),
                        "at last"));
    }

    @Test
    void list_filtersAndPages() {
        write(
                1,
                submitted("job-a", 1),
                submitted("job-b", 2),
                submitted("job-c", 3),
                submitted("job-100-", 4),
                new Change.Updated(running("job-b")),
                new Change.Updated(status("job-c", JobState.SUCCEEDED, 0)));
        assertThat(ids(JobFilter.NEWEST)).containsExactly("job-100-", "job-c", "job-b", "job-a");
        assertThat(ids(filter(Set.of(), "", "", "job-c", 1))).containsExactly("job-b");
        assertThat(ids(filter(Set.of(), "", "", "unknown", 9))).isEmpty();
        assertThat(ids(filter(Set.of(JobState.RUNNING, JobState.QUEUED), "", "", "", 9)))
                .containsExactly("job-100-", "job-b", "job-a");
        assertThat(ids(filter(Set.of(), "range-sum", "", "", 2))).containsExactly("job-100-", "job-c");
        assertThat(ids(filter(Set.of(), "prime-count", "", "", 9))).isEmpty();
        assertThat(ids(filter(Set.of(), "", "NAME OF JOB-B", "", 9))).containsExactly("job-b");
        assertThat(ids(filter(Set.of(), "", "job%", "", 9))).isEmpty();
        assertThat(ids(filter(Set.of(JobState.SUCCEEDED), "range-sum", "job", "job-100-", 9)))
                .containsExactly("job-c");
    }

    private static JobFilter filter(Set<JobState> states, String kind, String name, String before, int limit) {
        return new JobFilter(
                states,
                Optional.of(kind).filter(it -> !it.isEmpty()),
                Optional.of(name).filter(it -> !it.isEmpty()),
                Optional.of(before).filter(it -> !it.isEmpty()).map(JobId::new),
                limit);
    }

    private List<String> ids(JobFilter filter) {
        return store.list(filter).stream().map(job -> job.header().id().value()).toList();
    }

    @Test
    void keyOfAnotherJob_isRefused_andNothingOfTheGroupIsWritten() {
        write(1, new Change.Submitted(header("job-a", 1, Optional.of("key"), List.of())));
        Change.Submitted same = new Change.Submitted(header("job-b", 2, Optional.of("key"), List.of()));
        assertThatThrownBy(() -> write(2, submitted("job-c", 3), same)).isInstanceOf(StoreException.class);
        assertThat(ids(JobFilter.NEWEST)).containsExactly("job-a");
    }

    @Test
    void prune_removesWhatEndedLongAgo_withAllThatBelongsToIt() {
        byte[] old = bytes("old");
        byte[] shared = bytes("shared");
        Map<BlobId, byte[]> data = Map.of(BlobId.of(old), old, BlobId.of(shared), shared);
        store.write(
                term,
                group(
                        1,
                        new Change.Submitted(header("job-a", 1, Optional.of("k"), List.of(BlobId.of(old)))),
                        new Change.Submitted(header("job-b", 2, Optional.empty(), List.of(BlobId.of(shared)))),
                        output("job-a", 0, 0, 10, shared),
                        covered("job-a", 0, "w1", 0, 10),
                        merged("job-a", 0, "w1", true, "a"),
                        event("job-a", JobEvent.Type.FINISHED, ""),
                        event("job-b", JobEvent.Type.STARTED, ""),
                        new Change.Remembered(JOB, StoreExamples.life(1)),
                        new Change.Updated(status("job-a", JobState.CANCELLED, 0)),
                        new Change.Updated(running("job-b"))),
                data::get);

        assertThat(store.prune(term, Duration.ofDays(100_000))).isZero();
        assertThat(store.prune(term, Duration.ofSeconds(-1_000_000_000))).isEqualTo(1);

        assertThat(ids(JobFilter.NEWEST)).containsExactly("job-b");
        assertThat(store.history(JOB, 0, 10)).isEmpty();
        assertThat(store.history(new JobId("job-b"), 0, 10)).hasSize(1);
        assertThat(store.blob(BlobId.of(old))).isEmpty();
        assertThat(store.blob(BlobId.of(shared))).contains(shared);
        assertThat(store.findByKey("k")).isEmpty();
        for (String table : List.of("checkpoints", "partials", "segments", "lives")) {
            assertThat(database.number("SELECT count(*) FROM " + table)).isZero();
        }
    }

    @Test
    void lifeOfAnEndedJob_isRemembered() {
        JobLife life = StoreExamples.life(3);
        write(
                1,
                submitted("job-a", 1),
                new Change.Updated(status("job-a", JobState.SUCCEEDED, 0)),
                new Change.Remembered(JOB, life));
        restart();

        assertThat(store.life(JOB)).contains(life);
        assertThat(store.find(JOB).orElseThrow().view().cpu()).isEqualTo(life.cpu());
        assertThat(store.list(JobFilter.NEWEST).get(0).cpu()).contains(life.cpu());
        assertThat(store.life(new JobId("job-b"))).isEmpty();
        database.execute("UPDATE lives SET timeline = map");
        assertThatThrownBy(() -> store.life(JOB)).isInstanceOf(StoreDamagedException.class);
    }

    @Test
    void longLife_isRememberedFromSomeTimeOn() {
        JobLife life = StoreExamples.life(20_000);
        write(1, submitted("job-a", 1), new Change.Remembered(JOB, life));

        Timeline kept = store.life(JOB).orElseThrow().timeline().orElseThrow();
        assertThat(database.number("SELECT length(timeline) FROM lives")).isLessThanOrEqualTo(LifeRows.LARGEST_BYTES);
        assertThat(kept.complete()).isFalse();
        assertThat(kept.bars().get(kept.bars().size() - 1).lease()).isEqualTo(20_000);
        assertThat(kept.bars()).hasSizeBetween(1000, 19_999);
    }

    @Test
    void pruneOfManyJobs_removesAll() {
        Change[] changes = new Change[110];
        for (int i = 0; i < changes.length / 2; i++) {
            changes[2 * i] = submitted("job-" + i, i + 1);
            changes[2 * i + 1] = new Change.Updated(status("job-" + i, JobState.SUCCEEDED, 0));
        }
        write(1, changes);
        assertThat(store.prune(term, Duration.ofSeconds(-1_000_000_000))).isEqualTo(55);
        assertThat(ids(JobFilter.NEWEST)).isEmpty();
    }

    @Test
    void changedRows_areRefused() {
        write(
                1,
                submitted("job-a", 1),
                covered("job-a", 0, "w1", 0, 10),
                merged("job-a", 0, "w1", true, "a"),
                new Change.AuditDrawn(JOB, audit(0, 0, 10)));
        for (String accident : List.of(
                "UPDATE checkpoints SET high = high + 1",
                "UPDATE partials SET partial = job_bytes",
                "UPDATE audits SET slot = 4",
                "UPDATE jobs SET known = spec",
                "UPDATE jobs SET priority = 9")) {
            database.execute(accident.replace("job_bytes", "(SELECT spec FROM jobs)"));
            assertThatThrownBy(() -> store.load(term))
                    .as(accident)
                    .isInstanceOf(StoreDamagedException.class)
                    .hasMessageContaining("job-a");
            database.execute("DELETE FROM " + accident.split(" ")[1]);
            if (accident.contains("jobs")) {
                store.write(term, group(accident.contains("known") ? 2 : 3, submitted("job-a", 1)), NO_DATA);
            }
        }
    }

    @Test
    void changedData_isRefused() {
        byte[] content = bytes("output");
        store.write(term, group(1, submitted("job-a", 1), output("job-a", 0, 0, 1, content)), id -> content);
        database.execute("UPDATE blobs SET content = (SELECT spec FROM jobs)");
        assertThatThrownBy(() -> store.blob(BlobId.of(content))).isInstanceOf(StoreDamagedException.class);
    }
}
