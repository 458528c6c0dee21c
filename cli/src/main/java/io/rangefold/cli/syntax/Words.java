package io.rangefold.cli.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of a command line, sorted into options and the rest. */
public final class Words {
    private final Map<String, String> options;
    private final List<String> positional;

    Words(Map<String, String> options, List<String> positional) {
        this.options = options;
        this.positional = List.copyOf(positional);
    }

    /** The value of an option, by its name with dashes. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    public boolean flag(String option) {
        return options.containsKey(option);
    }

    /** What belongs to no option, in order. */
    public List<String> positional() {
        return positional;
    }

    /** Refuses everything that belongs to no option. */
    public void nothingElse() {
        if (!positional.isEmpty()) {
            throw tooMany(positional.get(0));
        }
    }

    /** The one word that belongs to no option. */
    public String only(String what) {
        if (positional.isEmpty()) {
            throw CliException.usage(what + " is missing", what, "see --help");
        }
        if (positional.size() > 1) {
            throw tooMany(positional.get(1));
        }
        return positional.get(0);
    }

    private static CliException tooMany(String word) {
        return CliException.usage("\"" + word + "\" is one word too many", word, "see --help");
    }
}
