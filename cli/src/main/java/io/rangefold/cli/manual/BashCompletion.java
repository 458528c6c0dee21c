package io.rangefold.cli.manual;

import io.rangefold.cli.syntax.Option;
import io.rangefold.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/** A script that completes command lines in bash, 3.2 or newer: tables made of the manual, and one function. */
public final class BashCompletion {
    private static final String HEAD = """
            # Completion of rangefold's command lines for bash, made by `rangefold completion bash`.

            _rangefold() {
                local cur='' previous='' prefix='' command='' kind='' flags='' valued='' values='' i word
                local -a words=()
                COMPREPLY=()

                # Where = breaks words, --name=value comes as three of them.
                for ((i = 1; i <= COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if [[ $word != = ]]; then
                        words+=("$word")
                    elif ((i == COMP_CWORD)); then
                        words+=('')
                    fi
                done
                cur=${words[${#words[@]} - 1]}
                if [[ $cur == --*=* ]]; then
                    prefix=${cur%%=*}=
                    previous=${cur%%=*}
                    cur=${cur#*=}
                elif ((${#words[@]} > 1)); then
                    previous=${words[${#words[@]} - 2]}
                fi
                if ((${#words[@]} == 1)); then
                    _rangefold_offer "$commands help --help --version"
                    return
                fi
                command=${words[0]}
                _rangefold_options
                for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    word=${words[i]}
                    if [[ " $valued " == *" $word "* ]]; then
                        ((i++))
                    elif [[ -z $kind && " $kinds " == *" $word "* ]]; then
                        kind=$word
                    fi
                done
                _rangefold_options
                if [[ " $valued " == *" $previous "* ]]; then
                    _rangefold_values
                    case $values in
                        '<file>') _rangefold_paths -f ;;
                        '<folder>') _rangefold_paths -d ;;
                        *) _rangefold_offer "$values" ;;
                    esac
                elif [[ $cur == -* ]]; then
                    _rangefold_offer "$flags $valued"
                else
                    _rangefold_words
                    _rangefold_offer "$values"
                fi
            }

            _rangefold_offer() {
                while IFS= read -r word; do
                    COMPREPLY+=("$word")
                done < <(compgen -P "$prefix" -W "$1" -- "$cur")
                [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
            }

            _rangefold_paths() {
                compopt -o filenames 2>/dev/null
                while IFS= read -r word; do
                    COMPREPLY+=("$word")
                done < <(compgen -P "$prefix" "$1" -- "$cur")
            }
            """;
    private static final String TAIL = """

            complete -F _rangefold rangefold
            """;

    private BashCompletion() {}

    /** The script. */
    public static String script(Manual manual) {
        StringBuilder script = new StringBuilder(HEAD);
        addOptions(script, manual);
        addValues(script, manual);
        addWords(script, manual);
        return script.append(TAIL)
                .toString()
                .replace("$commands", String.join(" ", manual.commandNames()))
                .replace("$kinds", String.join(" ", manual.kindNames()));
    }

    private static void addOptions(StringBuilder script, Manual manual) {
        script.append("""

                # Sets the options of a command, and of a kind, without values and with.
                _rangefold_options() {
                    case $command:$kind in
                """);
        for (Manual.Command command : manual.commands()) {
            command.ofKinds().forEach((kind, syntax) -> addCase(script, command.word() + ":" + kind, syntax));
            addCase(script, command.word() + ":*", command.syntax());
        }
        script.append("    esac\n}\n");
    }

    private static void addCase(StringBuilder script, String pattern, Syntax syntax) {
        StringJoiner flags = new StringJoiner(" ");
        StringJoiner valued = new StringJoiner(" ");
        for (Option option : options(syntax)) {
            option.names().forEach(option.takesValue() ? valued::add : flags::add);
        }
        script.append("        ")
                .append(pattern)
                .append(") flags=")
                .append(quoted(flags.toString()))
                .append(" valued=")
                .append(quoted(valued.toString()))
                .append(" ;;\n");
    }

    /** An option whose values differ from command to command has a line for each. */
    private static void addValues(StringBuilder script, Manual manual) {
        Map<String, Map<String, String>> byOption = new LinkedHashMap<>();
        for (Manual.Command command : manual.commands()) {
            command.ofKinds().forEach((kind, syntax) -> collect(byOption, command.word() + ":" + kind, syntax));
            collect(byOption, command.word() + ":*", command.syntax());
        }
        script.append("""

                # Sets what the option before the cursor may be given.
                _rangefold_values() {
                    case $command:$kind:$previous in
                """);
        byOption.forEach((option, contexts) -> {
            boolean same = new TreeSet<>(contexts.values()).size() == 1;
            Map<String, String> lines =
                    same ? Map.of("*", contexts.values().iterator().next()) : contexts;
            lines.forEach((context, values) -> {
                if (!values.isEmpty()) {
                    script.append("        ")
                            .append(context)
                            .append(":")
                            .append(option)
                            .append(") values=")
                            .append(quoted(values))
                            .append(" ;;\n");
                }
            });
        });
        script.append("    esac\n}\n");
    }

    private static void collect(Map<String, Map<String, String>> byOption, String context, Syntax syntax) {
        for (Option option : options(syntax)) {
            if (option.takesValue()) {
                option.names()
                        .forEach(name -> byOption.computeIfAbsent(name, unused -> new LinkedHashMap<>())
                                .put(context, valuesOf(option)));
            }
        }
    }

    private static String valuesOf(Option option) {
        if (option.takesFile()) {
            return "<file>";
        }
        if (option.takesFolder()) {
            return "<folder>";
        }
        return option.placeholder().equals("KIND") ? "$kinds" : String.join(" ", option.values());
    }

    private static void addWords(StringBuilder script, Manual manual) {
        script.append("""

                # Sets what words that belong to no option may be: of a command, a kind, and so many words.
                _rangefold_words() {
                    values=
                    case $command:$kind:${#words[@]} in
                        help::2) values='$commands' ;;
                """);
        for (Manual.Command command : manual.commands()) {
            List<String> leading = command.leading();
            for (int i = 0; i < leading.size(); i++) {
                addWords(script, command.word() + "::" + (i + 2), leading.get(i));
            }
            if (command.takesKind()) {
                addWords(script, command.word() + "::*", "$kinds");
            } else if (!command.choices().isEmpty()) {
                addWords(script, command.word() + "::*", String.join(" ", command.choices()));
            }
        }
        script.append("    esac\n}\n");
    }

    private static void addWords(StringBuilder script, String pattern, String words) {
        script.append("        ")
                .append(pattern)
                .append(") values=")
                .append(quoted(words))
                .append(" ;;\n");
    }

    private static List<Option> options(Syntax syntax) {
        List<Option> all = new ArrayList<>();
        syntax.sections().values().forEach(all::addAll);
        return all;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
