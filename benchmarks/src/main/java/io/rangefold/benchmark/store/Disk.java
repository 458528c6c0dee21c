package io.rangefold.benchmark.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a file system can make durable without any database. */
final class Disk implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;

    private final FileChannel file;

    Disk(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Appends page after page, each durable before the next. */
    double syncsPerSecond(double seconds) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
        long start = System.nanoTime();
        long syncs = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            file.write(page.clear());
            file.force(false);
            syncs++;
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return syncs / elapsed;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
