package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

/** Reads text files strictly: UTF-8, bounded, not empty. */
public final class TextFile {
    /** The largest file, bytes. */
    public static final int MAX_BYTES = 256 * 1024 * 1024;

    private static final int CHUNK = 64 * 1024;

    private TextFile() {}

    /**
     * The content, without byte-order mark.
     *
     * @param name as the user wrote it
     * @param where the option, for messages
     */
    public static String read(String name, String where) {
        try {
            byte[] bytes = bytes(path(name, where), name, where);
            if (bytes.length == 0) {
                throw CliException.badInput("\"" + name + "\" is empty", where, "write the input into it");
            }
            checkUtf8(bytes, name, where);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw CliException.badInput("\"" + name + "\" does not exist", where, "check the path");
        } catch (AccessDeniedException e) {
            throw CliException.badInput("\"" + name + "\" may not be read", where, "check its permissions");
        } catch (IOException e) {
            throw CliException.badInput("\"" + name + "\" can't be read: " + e.getMessage(), where, "check the file");
        }
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

    private static byte[] bytes(Path path, String name, String where) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(MAX_BYTES, Files.size(path)) + 1);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == 0) {
                        throw notText(name, where, bytes.size() + i, "a zero byte");
                    }
                }
                bytes.write(chunk, 0, read);
                if (bytes.size() > MAX_BYTES) {
                    throw CliException.badInput(
                            "\"" + name + "\" is larger than " + MAX_BYTES / (1024 * 1024) + " MiB",
                            where,
                            "split it into several jobs");
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void checkUtf8(byte[] bytes, String name, String where) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer unused = CharBuffer.allocate(CHUNK);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            unused.clear();
            result = decoder.decode(in, unused, true);
        }
        if (result.isError()) {
            throw notText(name, where, in.position(), "what is not UTF-8");
        }
    }

    private static CliException notText(String name, String where, int offset, String what) {
        return CliException.badInput(
                "\"" + name + "\" is no text file: it has " + what + " at byte " + offset,
                where,
                "give a text file in UTF-8");
    }
}
