package io.rangefold.coordinator.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Temporary files for what is too large for memory; they live as long as the spool. For one thread. */
public final class Spool implements AutoCloseable {
    private final List<Path> files = new ArrayList<>();

    /** A new empty file. */
    public Path newFile() throws IOException {
        Path file = Files.createTempFile("rangefold-", ".spool");
        files.add(file);
        return file;
    }

    /** Removes all files. */
    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // A file that stays behind in a temporary directory harms nobody.
            }
        }
    }
}
