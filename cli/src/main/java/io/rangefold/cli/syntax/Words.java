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
        return only(List.of(what)).get(0);
    }

    /**
     * The words that belong to no option.
     *
     * @param what each of them is called, in order; there may be no more and no fewer
     */
    public List<String> only(List<String> what) {
        if (positional.size() < what.size()) {
            String missing = what.get(positional.size());
            throw CliException.usage(missing + " is missing", missing, "see --help");
        }
        if (positional.size() > what.size()) {
            String more = positional.get(what.size());
            throw CliException.usage("\"" + more + "\" is one word too many", more, "see --help");
        }
        return positional;
    }
}
