package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.protocol.BlobId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Table {@code blobs}. */
final class BlobTable {
    /** At most so many hashes in one query. */
    private static final int PAGE = 500;

    private static final String UNNAMED = " AND NOT EXISTS (SELECT 1 FROM inputs WHERE inputs.sha256 = blobs.sha256)"
            + " AND NOT EXISTS (SELECT 1 FROM segments WHERE segments.sha256 = blobs.sha256)";

    private BlobTable() {}

    /** What has to be stored with a group. */
    static Set<BlobId> named(SaveGroup group) {
        Set<BlobId> ids = new LinkedHashSet<>();
        for (Change change : group.changes()) {
            if (change instanceof Change.Submitted it) {
                ids.addAll(it.header().inputs());
            } else if (change instanceof Change.SegmentAdded it) {
                ids.add(it.ref().id());
            }
        }
        return ids;
    }

    /** Those that are not there. */
    static List<BlobId> missing(Handle handle, Set<BlobId> ids) {
        List<BlobId> all = new ArrayList<>(ids);
        List<BlobId> missing = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PAGE) {
            List<BlobId> page = all.subList(from, Math.min(from + PAGE, all.size()));
            Set<String> there = handle.createQuery("SELECT sha256 FROM blobs WHERE sha256 IN (<ids>)")
                    .bindList("ids", page.stream().map(BlobId::sha256).toList())
                    .mapTo(String.class)
                    .set();
            page.stream().filter(id -> !there.contains(id.sha256())).forEach(missing::add);
        }
        return missing;
    }

    /** Stores it unless it is there. */
    static void insert(Handle handle, BlobId id, byte[] content) {
        handle.createUpdate("INSERT INTO blobs (sha256, length, content) VALUES (:sha256, :length, :content)"
                        + " ON CONFLICT DO NOTHING")
                .bind("sha256", id.sha256())
                .bind("length", content.length)
                .bind("content", content)
                .execute();
    }

    static Optional<byte[]> read(Handle handle, BlobId id) {
        Optional<byte[]> content = handle.createQuery("SELECT content FROM blobs WHERE sha256 = :sha256")
                .bind("sha256", id.sha256())
                .map((row, context) -> row.getBytes("content"))
                .findOne();
        content.ifPresent(bytes -> {
            if (!BlobId.of(bytes).equals(id)) {
                throw new StoreDamagedException("the data with the hash " + id.sha256() + " has another one", null);
            }
        });
        return content;
    }

    /**
     * Removes what nothing names among the next blobs in the order of hashes.
     *
     * @param after the last one that was looked at; "" to begin
     * @return the last one that was looked at now; empty if there are no more
     */
    static Optional<String> removeUnnamed(Handle handle, String after) {
        List<String> page = handle.createQuery(
                        "SELECT sha256 FROM blobs WHERE sha256 > :after ORDER BY sha256 LIMIT " + PAGE)
                .bind("after", after)
                .mapTo(String.class)
                .list();
        if (page.isEmpty()) {
            return Optional.empty();
        }
        String last = page.get(page.size() - 1);
        handle.createUpdate("DELETE FROM blobs WHERE sha256 > :after AND sha256 <= :last" + UNNAMED)
                .bind("after", after)
                .bind("last", last)
                .execute();
        return Optional.of(last);
    }
}
