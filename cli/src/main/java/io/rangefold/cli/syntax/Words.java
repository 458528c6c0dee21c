package io.rangefold.cli.syntax;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The words of a command line, sorted into options and the rest. */
public final class Words {
    private final ParseResult parsed;
    private final List<String> positional;

    Words(ParseResult parsed, List<String> positional) {
        this.parsed = parsed;
        this.positional = List.copyOf(positional);
    }

    /** The value of an option, by its name with dashes. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
    }

    public boolean flag(String option) {
        return parsed.hasMatchedOption(option);
    }

    /** What belongs to no option, in order. */
    public List<String> positional() {
        return positional;
    }

    /** Refuses everything that belongs to no option. */
    public void nothingElse() {
        if (!positional.isEmpty()) {
            throw CliException.usage(
                    "\"" + positional.get(0) + "\" is one word too many", positional.get(0), "see --help");
        }
    }

    /** The one word that belongs to no option. */
    public String only(String what) {
        if (positional.isEmpty()) {
            throw CliException.usage(what + " is missing", what, "see --help");
        }
        if (positional.size() > 1) {
            throw CliException.usage(
                    "\"" + positional.get(1) + "\" is one word too many", positional.get(1), "see --help");
        }
        return positional.get(0);
    }
}
