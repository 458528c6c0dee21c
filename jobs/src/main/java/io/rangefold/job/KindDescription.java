package io.rangefold.job;

import java.util.List;

/**
 * A job kind as users see it.
 *
 * @param name as on the command line, {@code "range-sum"}
 * @param summary one line
 * @param positional how the words that belong to no option are called, as in {@code "N…"}; empty if there are none
 * @param options in the order of the help text
 * @param examples whole command lines without the leading {@code rangefold run}
 * @param resultElements the name of the result's one long list, as in {@code "numbers"}; empty if it has none
 * @param resultImage the media type of the result's picture, as in {@code "image/png"}; empty if it is none
 */
public record KindDescription(
        String name,
        String summary,
        String positional,
        List<Option> options,
        List<String> examples,
        String resultElements,
        String resultImage) {

    /** A kind whose result is no picture. */
    public KindDescription(
            String name,
            String summary,
            String positional,
            List<Option> options,
            List<String> examples,
            String resultElements) {
        this(name, summary, positional, options, examples, resultElements, "");
    }

    /** What an option takes. */
    public enum OptionType {
        /** A value. */
        TEXT,
        /** Nothing: it is there or not. */
        FLAG,
        /** The path of a text file; the client reads it and passes the content on. */
        FILE
    }

    /**
     * An option.
     *
     * @param name without dashes
     * @param type what it takes
     * @param placeholder the name of the value in the help text, as in {@code "EXPR"}; empty for flags
     * @param required whether the kind refuses to go without
     * @param defaultValue shown to users; empty if there is none
     * @param description one line
     */
    public record Option(
            String name,
            OptionType type,
            String placeholder,
            boolean required,
            String defaultValue,
            String description) {}

    /** Copies. */
    public KindDescription {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }
}
