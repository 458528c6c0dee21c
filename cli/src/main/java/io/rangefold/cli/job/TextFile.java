package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.job.InputText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files strictly: UTF-8, bounded, not empty. Memory does not grow with the file. */
public final class TextFile {
    /** The largest file, bytes. */
    public static final int MAX_BYTES = 256 * 1024 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final String where;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer unused = CharBuffer.allocate(CHUNK);

    private TextFile(String name, String where) {
        this.name = name;
        this.where = where;
    }

    /**
     * The content, without byte-order mark: for short files.
     *
     * @param name as the user wrote it
     * @param where the option, for messages
     */
    public static String read(String name, String where) {
        try (InputStream in = checked(name, where).open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (IOException e) {
            throw unreadable(name, where, e);
        }
    }

    /** The checked content, which is read from the file again; what can be read once only, as a pipe, is copied. */
    public static InputText checked(String name, String where) {
        Path path = path(name, where);
        try (InputStream in = Files.newInputStream(path)) {
            TextFile file = new TextFile(name, where);
            if (Files.isRegularFile(path)) {
                file.check(in, OutputStream.nullOutputStream());
                return InputText.of(path);
            }
            Path copy = Files.createTempFile("rangefold-", ".input");
            copy.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(copy)) {
                file.check(in, out);
            }
            return InputText.of(copy);
        } catch (NoSuchFileException e) {
            throw CliException.badInput("\"" + name + "\" does not exist", where, "check the path");
        } catch (AccessDeniedException e) {
            throw CliException.badInput("\"" + name + "\" may not be read", where, "check its permissions");
        } catch (IOException e) {
            throw unreadable(name, where, e);
        }
    }

    private static CliException unreadable(String name, String where, IOException e) {
        return CliException.badInput("\"" + name + "\" can't be read: " + e.getMessage(), where, "check the file");
    }

    private static Path path(String name, String where) {
        try {
            Path path = Path.of(name);
            if (name.isEmpty() || Files.isDirectory(path)) {
                throw CliException.badInput("\"" + name + "\" is a directory", where, "name a file");
            }
            return path;
        } catch (InvalidPathException e) {
            throw CliException.badInput("\"" + name + "\" is no path", where, "name a file");
        }
    }

    private void check(InputStream in, OutputStream copy) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        long size = 0;
        for (int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                read >= 0;
                read = in.read(bytes.array(), bytes.position(), bytes.remaining())) {
            refuseZeros(bytes.array(), bytes.position(), read, size);
            copy.write(bytes.array(), bytes.position(), read);
            size += read;
            if (size > MAX_BYTES) {
                throw CliException.badInput(
                        "\"" + name + "\" is larger than " + MAX_BYTES / (1024 * 1024) + " MiB",
                        where,
                        "split it into several jobs");
            }
            bytes.position(bytes.position() + read).flip();
            decode(bytes, size, false);
            bytes.compact();
        }
        decode(bytes.flip(), size, true);
        if (size == 0) {
            throw CliException.badInput("\"" + name + "\" is empty", where, "write the input into it");
        }
    }

    private void refuseZeros(byte[] bytes, int from, int count, long before) {
        for (int i = 0; i < count; i++) {
            if (bytes[from + i] == 0) {
                throw notText(before + i, "a zero byte");
            }
        }
    }

    /** Leaves the beginning of a character that is not whole yet. */
    private void decode(ByteBuffer bytes, long end, boolean isLast) {
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            unused.clear();
            result = decoder.decode(bytes, unused, isLast);
        }
        if (result.isError()) {
            throw notText(end - bytes.remaining(), "what is not UTF-8");
        }
    }

    private CliException notText(long offset, String what) {
        return CliException.badInput(
                "\"" + name + "\" is no text file: it has " + what + " at byte " + offset,
                where,
                "give a text file in UTF-8");
    }
}
