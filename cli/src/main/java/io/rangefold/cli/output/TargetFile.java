package io.rangefold.cli.output;

import io.rangefold.cli.syntax.CliException;
import java.io.BufferedOutputStream;
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
 * A file that a command writes. It is written beside its place and renamed at the end, so that the name never has half of
 * it; what is no regular file, as a pipe, is written directly.
 */
public final class TargetFile implements AutoCloseable {
    private final String name;
    private final Path target;
    private final Path written;
    private final OutputStream out;

    private TargetFile(String name, Path target, Path written, OutputStream out) {
        this.name = name;
        this.target = target;
        this.written = written;
        this.out = out;
    }

    /**
     * Opens the file, before anything is computed.
     *
     * @param option by which the user named it
     * @throws CliException if it can't be written
     */
    public static TargetFile open(String name, String option) {
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
            return new TargetFile(name, target, written, new BufferedOutputStream(out, 64 * 1024));
        } catch (IOException | InvalidPathException e) {
            throw CliException.badInput(
                    "\"" + name + "\" can't be written: " + reason(e), option, "check that its folder exists");
        }
    }

    /** As the user wrote it. */
    public String name() {
        return name;
    }

    /** Where its content goes. */
    public OutputStream out() {
        return out;
    }

    /** Gives the file its name: all of it was written. */
    public void finish() throws IOException {
        out.close();
        if (!written.equals(target)) {
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
