package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.covered;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.merged;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.coordinator.store.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told when a folder can't be used, and that what is damaged stays as it is. */
final class SqliteOpeningTest {
    private static final int JOBS = 40;

    private final Path folder;
    private final Path data;
    private final Path file;
    private final Path log;

    SqliteOpeningTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.file = data.resolve(SqliteFolder.FILE);
        this.log = data.resolve(SqliteFolder.FILE + "-wal");
    }

    private static StoreOpenException refusal(Path folder) {
        return catchThrowableOfType(
                StoreOpenException.class,
                () -> SqlStores.open(folder.toString()).close());
    }

    private void fill() {
        try (JobStore store = SqlStores.open(data.toString())) {
            fill(store);
        }
    }

    private static void fill(JobStore store) {
        Term term = store.tryLead(ALICE).orElseThrow();
        for (int i = 1; i <= JOBS; i++) {
            String id = "job-" + i;
            store.write(
                    term,
                    group(i, submitted(id, i), covered(id, 0, "w", 0, 9), merged(id, 0, "w", true, "partial of " + id)),
                    NO_DATA);
        }
    }

    /** The files of a store whose process was killed: a log that is not in the database yet, and its index. */
    private Path killed() throws IOException {
        Path copy = folder.resolve("killed");
        Files.createDirectory(copy);
        try (JobStore store = SqlStores.open(data.toString())) {
            fill(store);
            for (String name :
                    new String[] {"rangefold.db", "rangefold.db-wal", "rangefold.db-shm", "rangefold.lock"}) {
                Files.copy(data.resolve(name), copy.resolve(name));
            }
        }
        return copy;
    }

    private static int jobs(Path folder) {
        try (JobStore store = SqlStores.open(folder.toString())) {
            return store.load(store.tryLead(ALICE).orElseThrow()).jobs().size();
        }
    }

    @Test
    void missingFolder_isMadeForItsOwnerOnly() throws IOException {
        fill();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void missingParent_isNotMade() {
        assertThat(refusal(folder.resolve("missing/data"))).hasMessageContaining("does not exist");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void fileInPlaceOfTheFolder_isRefused() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThat(refusal(plain)).hasMessageContaining("is not a folder");
    }

    @Test
    void folderThatCannotBeWritten_isRefused() throws IOException {
        // Permissions do not stop root, but nobody can make files in that one.
        Path closed = Path.of("/sys/kernel");
        if (!"root".equals(System.getProperty("user.name"))) {
            closed = Files.createDirectory(
                    folder.resolve("closed"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        }
        assertThat(refusal(closed)).hasMessageContaining(closed.toString());
        assertThat(refusal(closed.resolve("data"))).hasMessageContaining(closed.toString());
    }

    @Test
    void openStore_isNotOpenedTwice() {
        try (JobStore store = SqlStores.open(data.toString())) {
            assertThat(refusal(data)).hasMessageContaining("in use by this process");
            assertThat(store.tryLead(ALICE)).isPresent();
        }
        fill();
    }

    @Test
    void newerVersion_isLeftAlone() throws IOException {
        TestDatabase database = TestDatabase.sqlite(folder);
        database.open().close();
        database.execute(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', description, type, script,"
                        + " checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history");
        byte[] before = Files.readAllBytes(file);
        assertThat(refusal(data)).hasMessageContaining("newer version");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void otherFile_isLeftAlone() throws IOException {
        fill();
        byte[] text = StoreExamples.bytes("This is no database.\n".repeat(1000));
        Files.write(file, text);
        assertThat(refusal(data)).hasMessageContaining("damaged");
        assertThat(Files.readAllBytes(file)).isEqualTo(text);
    }

    @Test
    void truncatedDatabase_isRefusedAndLeftAsItIs() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 1, 100, 511, 4096, 10_000, whole.length / 2, whole.length - 4096, whole.length - 1}) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(file, part);
            assertThat(refusal(data)).as("%d bytes", length).hasMessageContaining("damaged");
            assertThat(Files.readAllBytes(file)).isEqualTo(part);
        }
        Files.delete(file);
        assertThat(refusal(data)).hasMessageContaining("damaged");
        assertThat(file).doesNotExist();
    }

    @Test
    void flippedBytes_areNoticedWhereTheyMatter() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        for (String text :
                new String[] {"partial of job-17", "spec of job-30", "Name of job-5", "job-17wpartial", "QUEUED\u00FD{"
                }) {
            byte[] flipped = flip(whole, text);
            Files.write(file, flipped);
            assertThat(refusal(data)).as(text).hasMessageContaining("damaged");
            assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
        }
    }

    /** Changes a byte wherever the text is: pages have remains of rows that were moved. */
    private static byte[] flip(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] flipped = bytes.clone();
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                flipped[i + 3] ^= 1;
            }
        }
        assertThat(flipped).as(text).isNotEqualTo(bytes);
        return flipped;
    }

    @Test
    void storeOfAKilledProcess_hasAllThatWasWritten() throws IOException {
        assertThat(jobs(killed())).isEqualTo(JOBS);
    }

    @Test
    void logWithFlippedBytes_isRefusedAndLeftAsItIs() throws IOException {
        Path copy = killed();
        Path copiedLog = copy.resolve(log.getFileName());
        byte[] whole = Files.readAllBytes(copiedLog);
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            byte[] flipped = whole.clone();
            int at = i < 2 ? i * 20 : random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(copiedLog, flipped);
            assertThat(refusal(copy)).as("byte %d of seed 11", at).hasMessageContaining("write-ahead log");
            assertThat(Files.readAllBytes(copiedLog)).isEqualTo(flipped);
        }
        Files.write(copiedLog, whole);
        assertThat(jobs(copy)).isEqualTo(JOBS);
    }

    @Test
    void logThatIsTooShort_isRefusedAndLeftAsItIs() throws IOException {
        Path copy = killed();
        Path copiedLog = copy.resolve(log.getFileName());
        byte[] whole = Files.readAllBytes(copiedLog);
        for (int length : new int[] {0, 20, 32, whole.length / 2, whole.length - 1}) {
            Files.write(copiedLog, Arrays.copyOf(whole, length));
            assertThat(refusal(copy)).as("%d bytes", length).hasMessageContaining("write-ahead log");
            assertThat(Files.size(copiedLog)).isEqualTo(length);
        }
    }

    @Test
    void commitThatWasTornByAPowerFailure_isDroppedAlone() throws IOException {
        Path copy = killed();
        Path copiedLog = copy.resolve(log.getFileName());
        byte[] whole = Files.readAllBytes(copiedLog);
        // What the index says is lost with the machine's memory; the last page of the log did not reach the disk.
        Files.delete(copy.resolve("rangefold.db-shm"));
        Files.write(copiedLog, Arrays.copyOf(whole, whole.length - 2000));
        assertThat(jobs(copy)).isEqualTo(JOBS - 1);
    }

    @Test
    void storeInOldFolder_opensAgainAndAgain() throws IOException {
        fill();
        for (int i = 0; i < 3; i++) {
            assertThat(jobs(data)).isEqualTo(JOBS);
        }
        Path moved = Files.move(data, folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(jobs(moved)).isEqualTo(JOBS);
    }
}
