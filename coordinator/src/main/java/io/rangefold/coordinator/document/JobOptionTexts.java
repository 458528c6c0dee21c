package io.rangefold.coordinator.document;

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

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Duration MAX_DURATION = Duration.ofDays(3650);
    private static final String AUDIT = "audit=";

    private JobOptionTexts() {}

    /** Text of at most {@value #MAX_NAME_CHARS} characters without control characters. */
    public static String name(String text, String where) {
        if (text.length() > MAX_NAME_CHARS) {
            throw new BadInputException(
                    "the name has " + text.length() + " characters", where, "use at most " + MAX_NAME_CHARS);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException("the name has a control character", where, "use printable characters only");
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

    /** As in {@code 500ms 30s 5m 2h}; above zero, at most ten years. */
    public static Duration duration(String text, String where) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new BadInputException(
                    "\"" + text + "\" is not a duration", where, "write a whole number and its unit: 500ms 30s 5m 2h");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
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

    /** As in {@code none check audit=5}. */
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
        if (text.startsWith("quorum")) {
            throw new BadInputException(
                    "verification by quorum is not built yet", where, "use none, check or audit=PERCENT");
        }
        throw new BadInputException(
                "\"" + text + "\" is no way of verification", where, "use none, check or audit=PERCENT");
    }

    /** The text that {@link #verify} reads back. */
    public static String text(VerifyMode verify) {
        if (verify instanceof VerifyMode.Audit audit) {
            return AUDIT
                    + BigDecimal.valueOf(audit.percent()).stripTrailingZeros().toPlainString();
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
