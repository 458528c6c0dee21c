package io.rangefold.cli.log;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people: a message with pairs behind it. */
    TEXT,
    /** For programs: a JSON object, of which job, lease, worker and the like are members. */
    JSON;

    /** As in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that word. */
    public static Optional<LogFormat> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
