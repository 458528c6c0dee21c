package io.rangefold.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text in UTF-8 that can be read any number of times, of any size. */
public sealed interface InputText {

    /** Reads it from its beginning; the caller closes the stream. */
    InputStream open() throws IOException;

    static InputText of(String text) {
        return new InMemory(text);
    }

    /** The content of a file that nobody changes meanwhile. */
    static InputText of(Path file) {
        return new InFile(file);
    }

    /** A short text. */
    record InMemory(String text) implements InputText {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A text that may be long. */
    record InFile(Path file) implements InputText {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
