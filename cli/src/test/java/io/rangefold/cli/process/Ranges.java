package io.rangefold.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges as messages name them. */
final class Ranges {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+), (\\d+)\\)");

    private Ranges() {}

    /** The text names a range that contains the index. */
    static void assertNames(String text, long index) {
        Matcher range = RANGE.matcher(text);
        assertThat(range.find()).as("a range in: " + text).isTrue();
        assertThat(index).as(text).isBetween(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)) - 1);
    }
}
