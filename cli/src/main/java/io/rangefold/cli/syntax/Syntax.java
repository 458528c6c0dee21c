package io.rangefold.cli.syntax;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The options of one command in sections.
 *
 * <p>Words are sorted here and not by picocli, which prints the help texts: its class files are of a format too old for
 * archives of loaded classes, so the 140 of them that it parses with took some 70 ms of every start.
 */
public final class Syntax {
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-[0-9].*");

    private final String synopsis;
    private final String summary;
    private final Map<String, List<Option>> sections = new LinkedHashMap<>();
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Map<String, String> notBuilt = new LinkedHashMap<>();
    private final List<String> footer = new ArrayList<>();
    private List<Option> section = new ArrayList<>();

    /**
     * @param synopsis as in {@code "rangefold job ID"}
     * @param summary one line
     */
    public Syntax(String synopsis, String summary) {
        this.synopsis = synopsis;
        this.summary = summary;
    }

    /** What is added next stands under that heading. */
    public Syntax section(String heading) {
        section = sections.computeIfAbsent(heading, unused -> new ArrayList<>());
        return this;
    }

    /** An option with a value; {@code name} with dashes, {@code placeholder} not empty. */
    public Syntax option(String name, String placeholder, String description) {
        return add(new Option(List.of(name), placeholder, description));
    }

    /** An option without value; {@code names} with dashes. */
    public Syntax flag(String description, String... names) {
        return add(new Option(List.of(names), "", description));
    }

    /** An option that is agreed upon but refused, with a hint what to do without it. */
    public Syntax notBuilt(String name, String hint) {
        notBuilt.put(name, hint);
        return this;
    }

    /** Lines below the options. */
    public Syntax footer(List<String> lines) {
        footer.addAll(lines);
        return this;
    }

    private Syntax add(Option option) {
        section.add(option);
        for (String name : option.names()) {
            if (options.put(name, option) != null) {
                throw new IllegalStateException("two options are named " + name);
            }
        }
        return this;
    }

    /**
     * Sorts words: {@code --option value}, {@code --option=value}, {@code --flag}; what follows {@code --}, begins without
     * dash, or is a negative number belongs to no option.
     *
     * @throws CliException saying which word is wrong, and which was perhaps meant
     */
    public Words parse(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                rest.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!isOption(word)) {
                rest.add(word);
                continue;
            }
            String name = nameIn(word);
            Option option = known(name);
            Optional<String> value = Optional.empty();
            if (option.takesValue()) {
                boolean attached = word.length() > name.length();
                value = Optional.of(attached ? word.substring(name.length() + 1) : valueAfter(option, words, i));
                i += attached ? 0 : 1;
            } else if (word.length() > name.length()) {
                throw CliException.usage(name + " takes no value", name, "write " + name + " alone");
            }
            if (values.put(option.name(), value.orElse("")) != null) {
                throw CliException.usage(name + " is given more than once", name, "give it once");
            }
        }
        return new Words(values, rest);
    }

    private Option known(String name) {
        String hint = notBuilt.get(name);
        if (hint != null) {
            throw CliException.notBuilt(name, hint);
        }
        Option option = options.get(name);
        if (option == null) {
            throw CliException.usage(
                    "there is no option " + name,
                    name,
                    DidYouMean.hint(name, new TreeSet<>(options.keySet()), "see --help"));
        }
        return option;
    }

    private String valueAfter(Option option, List<String> words, int at) {
        String missing = option.name() + " needs a value, " + option.placeholder();
        if (at + 1 == words.size()) {
            throw CliException.usage(missing, option.name(), "see --help");
        }
        String next = words.get(at + 1);
        if (options.containsKey(nameIn(next)) || notBuilt.containsKey(nameIn(next))) {
            throw CliException.usage(
                    missing + ", but " + nameIn(next) + " follows",
                    option.name(),
                    "if that is the value, write " + option.name() + "=" + next);
        }
        return next;
    }

    private static boolean isOption(String word) {
        return word.length() > 1
                && word.startsWith("-")
                && !NEGATIVE_NUMBER.matcher(word).matches();
    }

    private static String nameIn(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /** Whether the word is an option of this command that takes the next word as its value. */
    public boolean takesValue(String word) {
        Option option = options.get(word);
        return notBuilt.containsKey(word) || option != null && option.takesValue();
    }

    /** Prints synopsis, summary, options by section, and the footer. */
    public void printHelp(PrintStream out) {
        HelpText.print(out, synopsis, summary, sections, footer);
    }
}
