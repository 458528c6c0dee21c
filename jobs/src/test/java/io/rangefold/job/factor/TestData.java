package io.rangefold.job.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/** Reads the test resources beside these classes. */
final class TestData {
    private TestData() {}

    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(TestData.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are not comments. */
    static List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.startsWith("#")).toList();
    }

    static List<BigInteger> numbers(String name) {
        return lines(name).stream().map(BigInteger::new).toList();
    }
}
