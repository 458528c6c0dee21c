package io.rangefold.cli.job;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that gets the elements of a result, or its picture. It is written to a file beside it that is renamed at the end, so the
 * name never has half a result; what is no regular file, as a pipe, is written directly.
 */
public final class ResultsFile implements AutoCloseable {
    private final String name;
    private final Path target;
    private final Path written;
    private final OutputStream out;

    private ResultsFile(String name, Path target, Path written, OutputStream out) {
        this.name = name;
        this.target = target;
        this.written = written;
        this.out = out;
    }

    /**
     * Opens the file, before anything is computed.
     *
     * @param option which named it
     * @throws CliException if it can't be written
     */
    public static ResultsFile open(String name, String option) {
        try {
            Path path = Path.of(name).toAbsolutePath();
            if (name.isEmpty() || Files.isDirectory(path)) {
                throw CliException.badInput("\"" + name + "\" is a directory", option, "name a file");
            }
            Path target = Files.exists(path) ? path.toRealPath() : path;
            boolean direct = Files.exists(target) && !Files.isRegularFile(target);
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw CliException.badInput("\"" + name + "\" may not be written", option, "check its permissions");
            }
            String part =
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
            Path written = direct ? target : target.resolveSibling(part);
            OutputStream out = direct
                    ? Files.newOutputStream(target, StandardOpenOption.WRITE)
                    : Files.newOutputStream(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            return new ResultsFile(name, target, written, new BufferedOutputStream(out, 64 * 1024));
        } catch (IOException | InvalidPathException e) {
            throw CliException.badInput(
                    "\"" + name + "\" can't be written: " + reason(e), option, "check that its folder exists");
        }
    }

    /** As the user wrote it. */
    public String name() {
        return name;
    }

    /**
     * Writes every element on a line and gives the file its name.
     *
     * @return how many there are
     */
    public long write(JobResult.Elements elements) throws IOException {
        write(to -> {
            try (JsonGenerator json = Json.lines(to)) {
                elements.writeEach(json);
            }
            if (elements.count() > 0) {
                to.write('\n');
            }
        });
        return elements.count();
    }

    /**
     * Writes the picture and gives the file its name.
     *
     * @return how many bytes it has
     */
    public long write(JobResult.Image image) throws IOException {
        CountingStream counted = new CountingStream(out);
        write(to -> image.writeTo(counted));
        return counted.count();
    }

    /** Writes the whole file and gives it its name. */
    public void write(Content content) throws IOException {
        content.writeTo(out);
        out.close();
        if (!written.equals(target)) {
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final class CountingStream extends FilterOutputStream {
        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        long count() {
            return count;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
            count += length;
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            if (!written.equals(target)) {
                Files.deleteIfExists(written);
            }
        }
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException
                ? "its folder does not exist"
                : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
