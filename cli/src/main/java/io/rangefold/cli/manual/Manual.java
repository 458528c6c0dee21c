package io.rangefold.cli.manual;

import io.rangefold.cli.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All commands and job kinds, with their options.
 *
 * @param version of the software
 * @param commands in the order of the overview
 * @param kinds in the order of their names
 * @param settings that the conf file and the environment may have
 */
public record Manual(String version, List<Command> commands, List<Kind> kinds, List<Setting> settings) {

    /**
     * A command.
     *
     * @param word its name
     * @param arguments what follows the name, for humans
     * @param summary one line
     * @param syntax its options, without those of a job kind
     * @param ofKinds its options by the kind whose jobs it is for; empty if that makes no difference
     */
    public record Command(String word, String arguments, String summary, Syntax syntax, Map<String, Syntax> ofKinds) {

        private static final Pattern LEADING = Pattern.compile("[a-z]+( [a-z]+)*(?= KIND)");
        private static final Pattern CHOICES = Pattern.compile("[a-z]+(\\|[a-z]+)+");

        /** The words that always come before the kind, as {@code scaling}; most commands have none. */
        public static List<String> leading(String arguments) {
            Matcher matcher = LEADING.matcher(arguments);
            return matcher.lookingAt() ? List.of(matcher.group().split(" ")) : List.of();
        }

        /** The same of this command. */
        List<String> leading() {
            return leading(arguments);
        }

        /** Whether a job kind may be one of its words. */
        boolean takesKind() {
            return arguments.contains("KIND");
        }

        /** What its word may be, where it is one of a few. */
        List<String> choices() {
            return CHOICES.matcher(arguments).matches() ? List.of(arguments.split("\\|")) : List.of();
        }
    }

    /**
     * A job kind.
     *
     * @param name its name
     * @param summary one line
     * @param options the heading and options that are its own
     * @param examples whole command lines without the leading {@code rangefold run}
     */
    public record Kind(String name, String summary, Syntax options, List<String> examples) {}

    /**
     * A setting.
     *
     * @param key in the conf file
     * @param variable in the environment
     * @param defaultValue may be empty
     * @param description one line
     */
    public record Setting(String key, String variable, String defaultValue, String description) {}

    List<String> kindNames() {
        return kinds.stream().map(Kind::name).toList();
    }

    List<String> commandNames() {
        return commands.stream().map(Command::word).toList();
    }

    Optional<Command> command(String word) {
        return commands.stream().filter(each -> each.word().equals(word)).findFirst();
    }
}
