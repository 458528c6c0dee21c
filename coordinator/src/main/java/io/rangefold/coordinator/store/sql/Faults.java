package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What drivers say, in words for operators. */
final class Faults {
    private static final int PRIMARY_CODE = 0xFF;
    private static final String DISK_FULL = "53100";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String CONNECTION = "08";
    private static final String SHUT_DOWN = "57P";
    private static final String CONSTRAINT = "23";

    private Faults() {}

    /**
     * What follows from a failure.
     *
     * @param place where the store is, without password
     * @param deed what was tried, as in "write"
     */
    static StoreException translate(String place, String deed, RuntimeException failure) {
        Optional<SQLException> said = said(failure);
        String what = "can't " + deed + " in " + place + ": ";
        if (said.isEmpty()) {
            return new StoreException(what + failure.getMessage(), "", failure);
        }
        if (said.get() instanceof SQLiteException sqlite) {
            return ofSqlite(place, what, sqlite, failure);
        }
        return ofPostgres(what, said.get(), failure);
    }

    private static StoreException ofSqlite(String place, String what, SQLiteException said, RuntimeException failure) {
        SQLiteErrorCode code = said.getResultCode();
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE);
        return switch (primary) {
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StoreDamagedException("the database in " + place + " is damaged", failure);
            case SQLITE_CONSTRAINT -> contradiction(what, said, failure);
            case SQLITE_FULL ->
                new StoreException(what + "the disk is full", "make room; what waits is written then", failure);
            case SQLITE_IOERR ->
                new StoreException(
                        what + "the disk reports an error (" + code.name() + ")", "see the system's log", failure);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                new StoreException(
                        what + "its files can't be written (" + code.name() + ")",
                        "check the folder's permissions",
                        failure);
            case SQLITE_BUSY ->
                new StoreException(
                        what + "another program holds the database", "end programs that write to it", failure);
            default -> new StoreException(what + said.getMessage(), "", failure);
        };
    }

    private static StoreException ofPostgres(String what, SQLException said, RuntimeException failure) {
        String state = state(said);
        if (state.startsWith(CONNECTION) || state.startsWith(SHUT_DOWN) || state.isEmpty()) {
            return new StoreException(
                    what + "no connection to the database (" + said.getMessage() + ")",
                    "check that the server runs and can be reached",
                    failure);
        }
        if (state.startsWith(CONSTRAINT)) {
            return contradiction(what, said, failure);
        }
        if (state.equals(DISK_FULL)) {
            return new StoreException(
                    what + "the server's disk is full", "make room; what waits is written then", failure);
        }
        return new StoreException(what + said.getMessage(), "", failure);
    }

    /** Trying again would not help: either the rows or the coordinator are not what they should be. */
    private static StoreException contradiction(String what, SQLException said, RuntimeException failure) {
        return new StoreDamagedException(what + "it contradicts what is stored: " + said.getMessage(), failure);
    }

    static boolean isLockTimeout(RuntimeException failure) {
        return said(failure).map(it -> state(it).equals(LOCK_TIMEOUT)).orElse(false);
    }

    static boolean isWrongPassword(SQLException failure) {
        return state(failure).startsWith("28");
    }

    static boolean isUnknownDatabase(SQLException failure) {
        return state(failure).equals("3D000");
    }

    static boolean isForbidden(SQLException failure) {
        return state(failure).equals("42501");
    }

    static Optional<SQLException> said(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static String state(SQLException said) {
        return said.getSQLState() == null ? "" : said.getSQLState();
    }
}
