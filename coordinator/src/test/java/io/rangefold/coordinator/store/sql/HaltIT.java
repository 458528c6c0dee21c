package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.coordinator.store.Term;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that end without warning, right after what they said, or at any step of a write. */
@Tag("process")
@ParameterizedClass
@EnumSource(Database.class)
final class HaltIT {
    private static final int JOBS = 5;

    private final TestDatabase database;

    HaltIT(Database kind, @TempDir Path folder) {
        database = TestDatabase.make(kind, folder);
    }

    /** Runs a child to its end; gives what it said was durable. */
    private List<String> run(String point, int hit) throws IOException, InterruptedException {
        Process child = HaltingChild.start(database.location(), String.valueOf(JOBS), point, String.valueOf(hit));
        List<String> said;
        try (BufferedReader reader = child.inputReader()) {
            said = reader.lines().toList();
        }
        assertThat(child.waitFor()).isEqualTo(1);
        return said;
    }

    private List<String> stored() {
        try (JobStore store = database.open()) {
            Term term = store.tryLead(ALICE).orElseThrow();
            List<String> ids = store.load(term).jobs().stream().map(HaltIT::id).toList();
            store.write(term, group(1, submitted("after", 100)), NO_DATA);
            return ids;
        }
    }

    private static String id(StoredJob job) {
        return job.record().header().id().value();
    }

    @Test
    void haltAfterTheLastAcknowledgement_losesNothing() throws IOException, InterruptedException {
        List<String> said = run("none", 0);
        assertThat(said).hasSize(JOBS);
        assertThat(stored()).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(FailPoint.class)
    void haltAtAnyStep_losesNothingThatWasAcknowledged(FailPoint point) throws IOException, InterruptedException {
        boolean leading = point == FailPoint.BEFORE_LEAD || point == FailPoint.AFTER_LEAD;
        List<String> said = run(point.name(), leading ? 1 : 3);
        assertThat(said).hasSize(leading ? 0 : 2);
        List<String> stored = stored();
        assertThat(stored).startsWith(said.toArray(String[]::new));
        assertThat(stored).hasSize(point == FailPoint.AFTER_COMMIT ? 3 : said.size());
    }

    @Test
    void folderOfAnotherProcess_isLeftToIt() throws IOException, InterruptedException {
        if (database.location().startsWith("postgresql:")) {
            return;
        }
        Process child = HaltingChild.start(database.location(), "hold");
        try (BufferedReader reader = child.inputReader()) {
            assertThat(reader.readLine()).isEqualTo("held");
            assertThatThrownBy(database::open)
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("process " + child.pid());
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(stored()).isEmpty();
    }
}
