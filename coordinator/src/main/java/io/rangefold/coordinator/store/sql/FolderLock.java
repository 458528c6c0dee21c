package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreOpenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder to one process: a lock of the operating system on a file in it, which ends with the process however it ends. The file's first
 * line is the process id of the last holder; the second is there once the folder has a store.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "rangefold.lock";
    private static final String MADE = "made";
    /** Folders of this process: the system's locks belong to processes, and end with any channel to the file. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final boolean made;

    private FolderLock(Path folder, FileChannel channel, FileLock lock, boolean made) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
        this.made = made;
    }

    /**
     * Locks a folder.
     *
     * @param folder its real path
     * @throws StoreOpenException if another process holds it
     * @throws IOException if the file can't be made
     */
    static FolderLock acquire(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            throw inUse(folder, "this process");
        }
        FileChannel channel = null;
        boolean success = false;
        try {
            Path file = folder.resolve(FILE);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            List<String> lines = Files.readString(file).lines().toList();
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, lines.isEmpty() ? "another process" : "process " + lines.get(0));
            }
            FolderLock held = new FolderLock(folder, channel, lock, lines.contains(MADE));
            held.write(held.made);
            success = true;
            return held;
        } finally {
            if (!success) {
                HELD.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static StoreOpenException inUse(Path folder, String holder) {
        return new StoreOpenException(
                "the store in " + folder + " is in use by " + holder, "end that one, or use another folder");
    }

    /** Whether the folder has had a store. */
    boolean hasStore() {
        return made;
    }

    /** From now on the folder has a store. */
    void noteStore() throws IOException {
        if (!made) {
            write(true);
            channel.force(true);
        }
    }

    private void write(boolean withStore) throws IOException {
        String text = ProcessHandle.current().pid() + "\n" + (withStore ? MADE + "\n" : "");
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.write(bytes, 0);
        channel.truncate(bytes.capacity());
    }

    @Override
    public void close() {
        HELD.remove(folder);
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // It ends with the process.
        }
    }
}
