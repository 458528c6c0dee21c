package io.rangefold.cli.manual;

import static io.rangefold.cli.manual.BashCompletion.quoted;

import io.rangefold.cli.syntax.Option;
import io.rangefold.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A script that completes command lines in zsh, with what options and commands mean; for a folder of functions, or sourced. */
public final class ZshCompletion {
    private static final String HEAD = """
            #compdef rangefold
            # Completion of rangefold's command lines for zsh, made by `rangefold completion zsh`.

            _rangefold() {
                local curcontext=$curcontext command kind word
                local -a state line commands kinds
                typeset -A opt_args
            """;
    private static final String MIDDLE = """
                if ((CURRENT == 2)); then
                    _describe -t commands command commands
                    return
                fi
                command=$words[2]
                for word in ${words[3,CURRENT-1]}; do
                    [[ -n $kind || -z ${(M)kinds:#$word:*} ]] || kind=$word
                done
                shift words
                ((CURRENT--))
                case $command:$kind in
            """;
    private static final String TAIL = """
                esac
            }

            if [[ $funcstack[1] == _rangefold ]]; then
                _rangefold "$@"
            else
                compdef _rangefold rangefold
            fi
            """;
    private static final String KINDS = "{_describe -t kinds \"job kind\" kinds}";
    private static final String ANYTHING = "*: :";
    private static final String INDENT = "        ";

    private ZshCompletion() {}

    /** The script. */
    public static String script(Manual manual) {
        StringBuilder script = new StringBuilder(HEAD);
        script.append("    commands=(\n");
        manual.commands().forEach(each -> addDescribed(script, each.word(), each.summary()));
        script.append("    )\n    kinds=(\n");
        manual.kinds().forEach(each -> addDescribed(script, each.name(), each.summary()));
        script.append("    )\n").append(MIDDLE);
        script.append(INDENT).append("help:*) _describe -t commands command commands ;;\n");
        for (Manual.Command command : manual.commands()) {
            command.ofKinds()
                    .forEach((kind, syntax) -> addCase(script, command.word() + ":" + kind, syntax, List.of(ANYTHING)));
            addCase(script, command.word() + ":*", command.syntax(), words(command));
        }
        return script.append(TAIL).toString();
    }

    private static void addDescribed(StringBuilder script, String name, String summary) {
        script.append(INDENT)
                .append(quoted(name.replace(":", "\\:") + ":" + summary))
                .append('\n');
    }

    /** How the words that belong to no option are completed. */
    private static List<String> words(Manual.Command command) {
        List<String> specs = new ArrayList<>();
        for (String word : command.leading()) {
            specs.add((specs.size() + 1) + ":" + word + ":(" + word + ")");
        }
        if (command.takesKind()) {
            specs.add((specs.size() + 1) + ":job kind:" + KINDS);
        } else if (!command.choices().isEmpty()) {
            specs.add("1:" + escaped(command.arguments()) + ":(" + String.join(" ", command.choices()) + ")");
        } else {
            specs.add(ANYTHING);
        }
        return specs;
    }

    private static void addCase(StringBuilder script, String pattern, Syntax syntax, List<String> words) {
        List<String> specs = new ArrayList<>();
        for (List<Option> section : syntax.sections().values()) {
            for (Option option : section) {
                option.names().forEach(name -> specs.add(spec(name, option)));
            }
        }
        specs.addAll(words);
        script.append(INDENT)
                .append(pattern)
                .append(")\n            _arguments ")
                .append(specs.stream().map(BashCompletion::quoted).collect(Collectors.joining(" \\\n                ")))
                .append(" ;;\n");
    }

    private static String spec(String name, Option option) {
        String others = option.names().size() == 1 ? "" : "(" + String.join(" ", option.names()) + ")";
        String text = "["
                + option.description().replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") + "]";
        return option.takesValue()
                ? others + name + "=" + text + ":" + escaped(option.placeholder()) + ":" + action(option)
                : others + name + text;
    }

    private static String action(Option option) {
        if (option.takesFile()) {
            return "_files";
        }
        if (option.takesFolder()) {
            return "_files -/";
        }
        if (option.placeholder().equals("KIND")) {
            return KINDS;
        }
        return option.values().isEmpty() ? " " : "(" + String.join(" ", option.values()) + ")";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }
}
