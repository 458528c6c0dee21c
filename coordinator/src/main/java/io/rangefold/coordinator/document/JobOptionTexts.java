package io.rangefold.coordinator.document;

import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.BadInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How job options are written, on the command line and in requests. Every error names the place it is given. */
public final class JobOptionTexts {
    /** The longest name of a job, characters. */
    public static final int MAX_NAME_CHARS = 200;

    public static final int MIN_PRIORITY = -10;
    public static final int MAX_PRIORITY = 10;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Duration MAX_DURATION = Duration.ofDays(3650);
    private static final String AUDIT = "audit=";
    private static final String QUORUM = "quorum=";
    private static final String WAYS = "use none, check, audit=PERCENT or quorum=N";

    private JobOptionTexts() {}

    /** Text of at most {@value #MAX_NAME_CHARS} characters without control characters. */
    public static String name(String text, String where) {
        return printable("name", text, MAX_NAME_CHARS, where);
    }

    /** Text of 1 to {@value JobRequest#MAX_KEY_LENGTH} characters without control characters. */
    public static String idempotencyKey(String text, String where) {
        if (text.isBlank()) {
            throw new BadInputException(
                    "the idempotency key is empty", where, "give a text that no other job is submitted with");
        }
        return printable("idempotency key", text, JobRequest.MAX_KEY_LENGTH, where);
    }

    static String printable(String what, String text, int maxChars, String where) {
        if (text.length() > maxChars) {
            throw new BadInputException(
                    "the " + what + " has " + text.length() + " characters", where, "use at most " + maxChars);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException(
                    "the " + what + " has a control character", where, "use printable characters only");
        }
        return text;
    }

    /** A decimal integer within {@code min} and {@code max}, both inclusive. */
    public static int integer(String text, int min, int max, String where) {
        String bounds = "give a whole number from " + min + " to " + max;
        if (!INTEGER.matcher(text).matches()) {
            throw new BadInputException("\"" + text + "\" is not a whole number", where, bounds);
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new BadInputException(text + " is out of bounds", where, bounds);
        }
        return (int) value;
    }

    /** From {@value #MIN_PRIORITY} to {@value #MAX_PRIORITY}. */
    public static int priority(String text, String where) {
        return integer(text, MIN_PRIORITY, MAX_PRIORITY, where);
    }

    /** As in {@code 500ms 30s 5m 2h 7d}; above zero, at most ten years. */
    public static Duration duration(String text, String where) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new BadInputException(
                    "\"" + text + "\" is not a duration",
                    where,
                    "write a whole number and its unit: 500ms 30s 5m 2h 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        if (duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
            throw new BadInputException(
                    "the duration " + text + " is out of bounds", where, "give more than zero and at most ten years");
        }
        return duration;
    }

    /** The text that {@link #duration} reads back. */
    public static String text(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /** As in {@code none check audit=5 quorum=2}. */
    public static VerifyMode verify(String text, String where) {
        if (text.equals("none")) {
            return new VerifyMode.None();
        }
        if (text.equals("check")) {
            return new VerifyMode.Check();
        }
        if (text.startsWith(AUDIT)) {
            return new VerifyMode.Audit(percent(text.substring(AUDIT.length()), where));
        }
        if (text.startsWith(QUORUM)) {
            String voters = text.substring(QUORUM.length());
            return new VerifyMode.Quorum(integer(voters, 2, VerifyMode.Quorum.MAX_VOTERS, where));
        }
        throw new BadInputException("\"" + text + "\" is no way of verification", where, WAYS);
    }

    /** The text that {@link #verify} reads back. */
    public static String text(VerifyMode verify) {
        if (verify instanceof VerifyMode.Audit audit) {
            return AUDIT
                    + BigDecimal.valueOf(audit.percent()).stripTrailingZeros().toPlainString();
        }
        if (verify instanceof VerifyMode.Quorum quorum) {
            return QUORUM + quorum.voters();
        }
        return verify instanceof VerifyMode.None ? "none" : "check";
    }

    private static double percent(String text, String where) {
        double percent = PERCENT.matcher(text).matches() ? Double.parseDouble(text) : 0;
        if (!(percent > 0 && percent <= 100)) {
            throw new BadInputException(
                    "\"" + text + "\" is no share to audit", where, "write audit=PERCENT, above 0 and at most 100");
        }
        return percent;
    }
}
