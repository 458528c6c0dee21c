package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks through SQLite's write-ahead log before SQLite does. SQLite takes the first frame with a wrong checksum for the end of the log,
 * which is right after a power failure, but silently drops all commits behind a flipped byte. As every commit is on the disk
 * before the next one begins, only the last one can be torn: if more follow the first bad frame, or fewer are left than the
 * index of a killed process counted, commits are lost.
 *
 * <p>Formats: <a href="https://www.sqlite.org/fileformat2.html#walformat">the log</a>,
 * <a href="https://www.sqlite.org/walformat.html">the index</a>.
 */
final class WriteAheadLog {
    private static final int HEADER_BYTES = 32;
    private static final int SUMMED_HEADER_BYTES = 24;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int SUMMED_FRAME_BYTES = 8;
    private static final int MAGIC = 0x377f0682;
    private static final int SALT_AT = 16;
    private static final int SALT_BYTES = 8;

    private static final int INDEX_COPY_BYTES = 48;
    private static final int INDEX_FRAMES_AT = 16;
    private static final int INDEX_SALT_AT = 32;
    private static final int INDEX_CHECKPOINTED_AT = 96;
    private static final int INDEX_BYTES = 100;

    private int sum0;
    private int sum1;
    /** Frames up to the last commit before the first bad one. */
    private int committedFrames;
    /** Commits from the first bad frame on. */
    private int commitsBehind;

    private WriteAheadLog() {}

    /** @throws StoreDamagedException if commits that were durable are lost */
    static void check(Path database) throws IOException {
        Path file = database.resolveSibling(database.getFileName() + "-wal");
        byte[] salt = new byte[0];
        WriteAheadLog log = new WriteAheadLog();
        if (Files.exists(file) && Files.size(file) >= HEADER_BYTES) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                salt = log.read(channel);
            }
        }
        Index index = Index.read(database.resolveSibling(database.getFileName() + "-shm"));
        boolean fewer = index != null
                && (salt.length == 0 || Arrays.equals(salt, index.salt()))
                && index.checkpointed() < index.frames()
                && log.committedFrames < index.frames();
        if (log.commitsBehind > 1 || fewer) {
            throw new StoreDamagedException("its write-ahead log has lost commits", null);
        }
    }

    /** Reads all frames; gives the log's salt, empty if the log has not begun. */
    private byte[] read(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        readFully(channel, header, 0);
        if (Arrays.equals(header.array(), new byte[HEADER_BYTES])) {
            return new byte[0];
        }
        int magic = header.getInt(0);
        int pageBytes = header.getInt(8);
        // The last bit of the magic number says in which order the sums take bytes.
        ByteOrder order = (magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        add(header, 0, SUMMED_HEADER_BYTES, order);
        boolean valid = (magic & ~1) == MAGIC
                && Integer.bitCount(pageBytes) == 1
                && pageBytes >= 512
                && pageBytes <= 65536
                && sum0 == header.getInt(24)
                && sum1 == header.getInt(28);
        if (!valid) {
            throw new StoreDamagedException("the head of its write-ahead log is damaged", null);
        }
        byte[] salt = Arrays.copyOfRange(header.array(), SALT_AT, SALT_AT + SALT_BYTES);
        readFrames(channel, pageBytes, header.getLong(SALT_AT), order);
        return salt;
    }

    private void readFrames(FileChannel channel, int pageBytes, long salt, ByteOrder order) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + pageBytes);
        boolean whole = true;
        int frames = 0;
        long at = HEADER_BYTES;
        while (readFully(channel, frame.clear(), at)) {
            at += frame.capacity();
            frames++;
            boolean ofThisLog = frame.getLong(8) == salt;
            boolean commits = frame.getInt(4) != 0;
            add(frame, 0, SUMMED_FRAME_BYTES, order);
            add(frame, FRAME_HEADER_BYTES, pageBytes, order);
            whole = whole && ofThisLog && sum0 == frame.getInt(16) && sum1 == frame.getInt(20);
            if (whole && commits) {
                committedFrames = frames;
            } else if (!whole && ofThisLog && commits) {
                commitsBehind++;
            }
        }
    }

    /** The log's sum goes on over all frames. */
    private void add(ByteBuffer bytes, int from, int length, ByteOrder order) {
        bytes.order(order);
        for (int at = from; at < from + length; at += 2 * Integer.BYTES) {
            sum0 += bytes.getInt(at) + sum1;
            sum1 += bytes.getInt(at + Integer.BYTES) + sum0;
        }
        bytes.order(ByteOrder.BIG_ENDIAN);
    }

    /** False if the file ends before the buffer is full. */
    private static boolean readFully(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** What a process that was killed knew of the log. */
    private record Index(int frames, int checkpointed, byte[] salt) {

        static @Nullable Index read(Path file) throws IOException {
            if (!Files.exists(file) || Files.size(file) < INDEX_BYTES) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.allocate(INDEX_BYTES).order(ByteOrder.nativeOrder());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                readFully(channel, bytes, 0);
            }
            byte[] all = bytes.array();
            boolean settled = Arrays.equals(all, 0, INDEX_COPY_BYTES, all, INDEX_COPY_BYTES, 2 * INDEX_COPY_BYTES);
            return settled
                    ? new Index(
                            bytes.getInt(INDEX_FRAMES_AT),
                            bytes.getInt(INDEX_CHECKPOINTED_AT),
                            Arrays.copyOfRange(all, INDEX_SALT_AT, INDEX_SALT_AT + SALT_BYTES))
                    : null;
        }
    }
}
