package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.BOB;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.event;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.merged;
import static io.rangefold.coordinator.store.sql.StoreExamples.output;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.JobId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that fail, or that nobody knows the end of. */
@ParameterizedClass
@EnumSource(Database.class)
final class WriteFailureTest {
    private static final JobId JOB = new JobId("job-a");
    private static final byte[] CONTENT = StoreExamples.bytes("output");

    private final TestDatabase database;
    private final JobStore store;
    private final Term term;

    WriteFailureTest(Database kind, @TempDir Path folder) {
        database = TestDatabase.make(kind, folder);
        store = database.open();
        term = store.tryLead(ALICE).orElseThrow();
    }

    @AfterEach
    void close() {
        FailPoints.disarm();
        store.close();
    }

    private static SaveGroup appending(long number) {
        return group(
                number,
                merged("job-a", 0, "w1", false, "part"),
                event("job-a", JobEvent.Type.STARTED, ""),
                output("job-a", 0, number, number + 1, CONTENT));
    }

    private static void failAt(FailPoint point) {
        FailPoints.arm(point, 1, () -> {
            throw new IllegalStateException("armed at " + point);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = FailPoint.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BEFORE_LEAD", "AFTER_LEAD"})
    void groupThatFailedAnywhere_isThereOnceAfterItIsWrittenAgain(FailPoint point) {
        store.write(term, group(1, submitted("job-a", 1)), NO_DATA);
        failAt(point);
        assertThatThrownBy(() -> store.write(term, appending(2), id -> CONTENT)).hasMessageContaining("armed at");

        assertThat(database.number("SELECT count(*) FROM partials")).isEqualTo(point == FailPoint.AFTER_COMMIT ? 1 : 0);
        store.write(term, appending(2), id -> CONTENT);
        store.write(term, appending(3), id -> CONTENT);

        assertThat(database.number("SELECT count(*) FROM partials")).isEqualTo(2);
        assertThat(store.history(JOB, 0, 10)).hasSize(2);
        assertThat(store.segments(JOB)).hasSize(2);
    }

    @Test
    void failPoints_areAllPassedByAWrite() {
        Set<FailPoint> passed = EnumSet.noneOf(FailPoint.class);
        for (FailPoint point : FailPoint.values()) {
            FailPoints.arm(point, 1, () -> passed.add(point));
            store.write(term, group(passed.size() + 100L, event("job-a", JobEvent.Type.STARTED, "")), NO_DATA);
        }
        assertThat(passed).isEqualTo(EnumSet.complementOf(EnumSet.of(FailPoint.BEFORE_LEAD, FailPoint.AFTER_LEAD)));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailPoint.class,
            names = {"BEFORE_LEAD", "AFTER_LEAD"})
    void termThatBeganUnheard_isFollowedByAnother(FailPoint point) {
        failAt(point);
        assertThatThrownBy(() -> store.tryLead(ALICE)).hasMessageContaining("armed at");
        Term next = store.tryLead(ALICE).orElseThrow();
        assertThat(next.epoch().number()).isGreaterThan(term.epoch().number());
        store.write(next, group(1, submitted("job-a", 1)), NO_DATA);
        assertThat(store.find(JOB)).isPresent();
    }

    @Test
    void pastTerm_writesNothing() {
        store.write(term, group(1, submitted("job-a", 1)), NO_DATA);
        store.resign(term);
        Term next = store.tryLead(BOB).orElseThrow();
        assertThatThrownBy(() -> store.write(term, appending(2), id -> CONTENT))
                .isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> store.renew(term)).isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> store.load(term)).isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> store.prune(term, Duration.ZERO)).isInstanceOf(LeadershipLostException.class);
        store.resign(term);
        store.renew(next);
        assertThat(store.history(JOB, 0, 10)).isEmpty();
        assertThat(store.leader()).contains(BOB);
    }

    @Test
    void newTerm_countsGroupsFromOne() {
        store.write(term, group(1, submitted("job-a", 1)), NO_DATA);
        store.write(term, group(2, submitted("job-b", 2)), NO_DATA);
        store.resign(term);
        Term next = store.tryLead(BOB).orElseThrow();
        store.write(next, group(1, submitted("job-c", 3)), NO_DATA);
        assertThat(store.load(next).jobs()).hasSize(3);
    }
}
