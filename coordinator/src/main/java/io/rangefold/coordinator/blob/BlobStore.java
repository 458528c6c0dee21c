package io.rangefold.coordinator.blob;

import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.InputStore;
import io.rangefold.protocol.BlobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Bytes by their hash: the first 64 MiB in memory, the rest in files of a temporary directory that lives as long as the
 * store. Thread-safe.
 */
public final class BlobStore implements InputStore, AutoCloseable {
    private static final long MEMORY_BYTES = 64L << 20;

    private final Map<BlobId, byte[]> memory = new ConcurrentHashMap<>();
    private final Map<BlobId, Long> files = new ConcurrentHashMap<>();
    private final Map<BlobId, Long> storedNanos = new ConcurrentHashMap<>();
    private final AtomicLong memoryUsed = new AtomicLong();
    private final Function<BlobId, Optional<byte[]>> kept;
    private Path directory = Path.of("");

    /** What is forgotten here is gone. */
    public BlobStore() {
        this(id -> Optional.empty());
    }

    /** @param kept has what was made durable, for what is not here */
    public BlobStore(Function<BlobId, Optional<byte[]>> kept) {
        this.kept = kept;
    }

    /**
     * {@inheritDoc} Does nothing if it is there already.
     *
     * @throws IllegalArgumentException if the hash is another
     * @throws UncheckedIOException if the disk refuses it
     */
    @Override
    public void put(BlobId id, byte[] content) {
        if (!BlobId.of(content).equals(id)) {
            throw new IllegalArgumentException("the content does not have the hash " + id.sha256());
        }
        storedNanos.compute(id, (same, before) -> {
            // Within the entry's lock: what is swept at this moment is stored anew, and what is there stays.
            if (!contains(id)) {
                store(id, content);
            }
            return System.nanoTime();
        });
    }

    private void store(BlobId id, byte[] content) {
        if (memoryUsed.addAndGet(content.length) <= MEMORY_BYTES) {
            memory.put(id, content.clone());
            return;
        }
        memoryUsed.addAndGet(-content.length);
        write(id, content);
    }

    /** Written beside and renamed, so that a file of that name is always whole. */
    private void write(BlobId id, byte[] content) {
        try {
            Path target = directory().resolve(id.sha256());
            Path part = Files.createTempFile(target.getParent(), "part-", "");
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            files.put(id, (long) content.length);
        } catch (IOException e) {
            throw new UncheckedIOException("output can't be written to the temporary directory", e);
        }
    }

    private synchronized Path directory() throws IOException {
        if (directory.toString().isEmpty()) {
            directory = Files.createTempDirectory("rangefold-");
        }
        return directory;
    }

    /** Whether it is there; if so, it stays as if it had been stored now. */
    public boolean holds(BlobId id) {
        return storedNanos.computeIfPresent(id, (same, before) -> System.nanoTime()) != null;
    }

    private boolean contains(BlobId id) {
        return memory.containsKey(id) || files.containsKey(id);
    }

    @Override
    public byte[] get(BlobId id) {
        byte[] inMemory = memory.get(id);
        if (inMemory != null) {
            return inMemory;
        }
        if (!files.containsKey(id)) {
            return recall(id);
        }
        try {
            return Files.readAllBytes(directory().resolve(id.sha256()));
        } catch (IOException e) {
            throw new BlobUnavailableException("data can't be read from the temporary directory: " + e.getMessage(), e);
        }
    }

    private byte[] recall(BlobId id) {
        byte[] content;
        try {
            content = kept.apply(id)
                    .orElseThrow(
                            () -> new BlobUnavailableException("there is no data of the hash " + id.sha256(), null));
        } catch (StoreException e) {
            throw new BlobUnavailableException("data can't be read: " + e.getMessage(), e);
        }
        put(id, content);
        return content;
    }

    /** Forgets everything that is not in use and has been here for {@code ageNanos}: it will not be asked for any more. */
    public void sweep(Set<BlobId> inUse, long ageNanos) {
        long now = System.nanoTime();
        for (BlobId each : storedNanos.keySet()) {
            // What was stored again meanwhile has another time, and stays.
            storedNanos.computeIfPresent(each, (id, stored) -> {
                if (inUse.contains(id) || now - stored <= ageNanos) {
                    return stored;
                }
                forget(id);
                return null;
            });
        }
    }

    private void forget(BlobId id) {
        byte[] content = memory.remove(id);
        if (content != null) {
            memoryUsed.addAndGet(-content.length);
        }
        if (files.remove(id) != null) {
            deleteQuietly(directory.resolve(id.sha256()));
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A file that stays behind in a temporary directory harms nobody.
        }
    }

    /** Removes all files. */
    @Override
    public synchronized void close() {
        if (directory.toString().isEmpty()) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            all.forEach(BlobStore::deleteQuietly);
        } catch (IOException e) {
            // As above.
        }
        deleteQuietly(directory);
    }
}
