package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.job.BadInputException;
import java.time.Duration;

/**
 * A value and where it came from.
 *
 * @param key what it is for
 * @param value as written
 * @param source {@code "default"}, or the flag, variable or line of the conf file
 */
public record Setting(SettingKey key, String value, String source) {
    public static final String DEFAULT = "default";

    /** The value as a port; 0 to 65535. */
    public int port() {
        return integer(0, 65_535);
    }

    /** The value as a whole number within the bounds, both inclusive. */
    public int integer(int min, int max) {
        try {
            return JobOptionTexts.integer(value, min, max, source);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    /** The value as a duration within the bounds, both inclusive. */
    public Duration duration(Duration min, Duration max) {
        try {
            Duration duration = JobOptionTexts.duration(value, source);
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw wrong(
                        "is out of bounds",
                        "give at least " + min.toSeconds() + "s and at most " + max.toSeconds() + "s");
            }
            return duration;
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    /** The value as a host name or address. */
    public String host() {
        if (value.isBlank() || value.length() > 253 || value.chars().anyMatch(c -> c <= ' ' || c == '/' || c == ',')) {
            throw wrong("is no host name or address", "write a host name, an IPv4 or an IPv6 address, without port");
        }
        return value;
    }

    /** The value is refused. */
    public CliException wrong(String why, String hint) {
        return CliException.badInput("\"" + shown() + "\" " + why, source, hint);
    }

    /** The value as it may be shown to anybody: without passwords. */
    public String shown() {
        return DataPlace.masked(value);
    }
}
