package io.rangefold.protocol;

import java.util.regex.Pattern;

/**
 * The name of a job, unique for ever: 1 to 40 of {@code a-z 0-9 -}.
 *
 * @param value as users type it
 */
public record JobId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");

    /** Checks the form. */
    public JobId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a job id: " + value);
        }
    }

    /** Whether {@code text} has the form of a job id. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
