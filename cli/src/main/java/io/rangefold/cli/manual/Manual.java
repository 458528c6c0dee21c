package io.rangefold.cli.manual;

import io.rangefold.cli.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

        /** What the words that belong to no option may be; empty if that is not known. */
        List<String> words(Manual manual) {
            if (arguments.contains("KIND")) {
                return manual.kindNames();
            }
            return arguments.matches("[a-z]+(\\|[a-z]+)+") ? List.of(arguments.split("\\|")) : List.of();
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
