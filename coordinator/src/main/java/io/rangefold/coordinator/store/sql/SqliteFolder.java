package io.rangefold.coordinator.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** A store in a folder: an SQLite database, and the file that keeps other processes out. */
final class SqliteFolder {
    static final String FILE = "rangefold.db";

    /** SQLite takes what is shorter for nothing. */
    private static final int LEAST_BYTES = 512;

    /** Up to this size a database is checked with all its indexes. */
    private static final long THOROUGH_BYTES = 64 << 20;

    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    /** One that writes, the others read. */
    private static final int CONNECTIONS = 4;

    private SqliteFolder() {}

    static JobStore open(Path folder, Clock clock) {
        try {
            Path real = prepare(folder);
            FolderLock lock = FolderLock.acquire(real);
            boolean success = false;
            try {
                JobStore store = open(real, lock, clock);
                success = true;
                return store;
            } finally {
                if (!success) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /** Makes the folder if it is missing, for its owner only; its parent has to be there. */
    private static Path prepare(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path absolute = folder.toAbsolutePath();
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            sync(absolute.getParent());
        }
        return folder.toRealPath();
    }

    /** Makes names of new files durable. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static StoreOpenException refusal(Path folder, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new StoreOpenException(
                    "the folder " + folder + " can't be made: the folder it would be in does not exist",
                    "make that one first",
                    failure);
        }
        if (failure instanceof FileAlreadyExistsException) {
            return new StoreOpenException(folder + " is not a folder", "name a folder for the store", failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new StoreOpenException(
                    "no permission to write in " + folder, "check its owner and permissions", failure);
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
        return new StoreOpenException(
                "the folder " + folder + " can't be used: " + reason,
                "the store has to be able to write there",
                failure);
    }

    private static JobStore open(Path folder, FolderLock lock, Clock clock) throws IOException {
        Path file = folder.resolve(FILE);
        boolean exists = Files.exists(file) && Files.size(file) > 0;
        if (exists) {
            check(folder, file, lock.hasStore());
        } else if (lock.hasStore()) {
            throw new StoreOpenException(
                    "the store in " + folder + " is damaged: " + FILE + " is missing or empty",
                    StoreDamagedException.HINT);
        } else if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            sync(folder);
        }
        HikariDataSource pool = new HikariDataSource(pool(file));
        boolean success = false;
        try {
            Jdbi jdbi = Jdbis.create(pool);
            Migrations.run(jdbi, pool, Database.SQLITE, folder.toString());
            lock.noteStore();
            success = true;
            return new SqlStore(Database.SQLITE, folder.toString(), jdbi, clock, () -> {
                pool.close();
                lock.close();
            });
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refusal(folder, e);
        } finally {
            if (!success) {
                pool.close();
            }
        }
    }

    private static StoreOpenException refusal(Path folder, RuntimeException failure) {
        StoreException translated = Faults.translate(folder.toString(), "open the store", failure);
        return new StoreOpenException(translated.getMessage(), translated.hint(), failure);
    }

    /** Reads all that a start rests on, by a connection that can't write: so that what is damaged stays as it is. */
    private static void check(Path folder, Path file, boolean hasStore) throws IOException {
        try {
            long bytes = Files.size(file);
            if (bytes < LEAST_BYTES) {
                throw new StoreDamagedException(FILE + " is too short", null);
            }
            WriteAheadLog.check(file);
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file);
            Jdbis.create(source).useHandle(handle -> {
                Optional<Integer> version = Migrations.version(handle, Database.SQLITE, folder.toString());
                if (version.isEmpty() && hasStore) {
                    throw new StoreDamagedException("its tables are missing", null);
                }
                if (version.isPresent()) {
                    check(handle, version.get(), bytes);
                }
            });
        } catch (StoreDamagedException e) {
            throw new StoreOpenException(
                    "the store in " + folder + " is damaged: " + e.getMessage(), StoreDamagedException.HINT, e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refusal(folder, e);
        }
    }

    private static void check(Handle handle, int version, long bytes) {
        // Looking into every index too takes longer than reading everything once.
        String check = bytes <= THOROUGH_BYTES ? "PRAGMA integrity_check(3)" : "PRAGMA quick_check(3)";
        List<String> findings = handle.createQuery(check).mapTo(String.class).list();
        if (!findings.equals(List.of("ok"))) {
            throw new StoreDamagedException("SQLite finds that " + String.join("; ", findings), null);
        }
        if (!handle.createQuery("PRAGMA foreign_key_check").mapToMap().list().isEmpty()) {
            throw new StoreDamagedException("there are rows of jobs that do not exist", null);
        }
        if (version == Migrations.NEWEST) {
            StateReader.read(handle);
        }
    }

    private static HikariConfig pool(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // A commit is on the disk before it is reported.
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // Whatever begins a transaction writes: it waits for its turn at the beginning, not in the middle.
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setPoolName("sqlite");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
        return pool;
    }
}
