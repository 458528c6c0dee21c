package io.rangefold.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option as manuals and shells see it.
 *
 * @param names with dashes
 * @param placeholder the name of its value; empty if it takes none
 * @param description one line
 * @param values that it can have; empty if they are not known, or too many
 */
public record Option(List<String> names, String placeholder, String description, List<String> values) {
    private static final Pattern CHOICES = Pattern.compile("[a-z0-9-]+(\\|[a-z0-9-]+)+");

    static Option of(OptionSpec spec) {
        List<String> values = new ArrayList<>();
        if (spec.completionCandidates() != null) {
            spec.completionCandidates().forEach(values::add);
        }
        String description = String.join(" ", spec.description()).replace("%%", "%");
        return new Option(
                List.of(spec.names()),
                spec.arity().max() == 0 ? "" : spec.paramLabel(),
                description,
                List.copyOf(values));
    }

    /** The words of a placeholder as {@code one|other}; of any other, none. */
    static List<String> choices(String placeholder) {
        return CHOICES.matcher(placeholder).matches() ? List.of(placeholder.split("\\|")) : List.of();
    }

    /** Whether a value belongs to it. */
    public boolean takesValue() {
        return !placeholder.isEmpty();
    }

    /** Whether its value is the path of a file. */
    public boolean takesFile() {
        return placeholder.startsWith("FILE");
    }

    /** Whether its value is, or may be, the path of a folder. */
    public boolean takesFolder() {
        return placeholder.startsWith("DIR");
    }
}
