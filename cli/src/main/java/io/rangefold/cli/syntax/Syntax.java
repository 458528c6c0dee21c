package io.rangefold.cli.syntax;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options of one command in sections. picocli parses and prints them; it is given no annotated classes, since the
 * options of job kinds are not known before, and since looking for annotations takes time at every start.
 */
public final class Syntax {
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-[0-9].*");

    private final String synopsis;
    private final String summary;
    private final Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    private final List<String> footer = new ArrayList<>();
    private List<OptionSpec> section = new ArrayList<>();

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

    /** An option with a value; {@code name} with dashes. A placeholder as {@code one|other} says which values there are. */
    public Syntax option(String name, String placeholder, String description) {
        return option(name, placeholder, description, Option.choices(placeholder));
    }

    /** An option with a value; {@code values} are offered where shells complete command lines. */
    public Syntax option(String name, String placeholder, String description, List<String> values) {
        section.add(OptionSpec.builder(name)
                .completionCandidates(values)
                .paramLabel(placeholder)
                .arity("1")
                .type(String.class)
                .description(escape(description))
                .build());
        return this;
    }

    /** An option without value; {@code names} with dashes. */
    public Syntax flag(String description, String... names) {
        section.add(OptionSpec.builder(names)
                .arity("0")
                .type(boolean.class)
                .description(escape(description))
                .build());
        return this;
    }

    /** Lines below the options. */
    public Syntax footer(List<String> lines) {
        footer.addAll(lines);
        return this;
    }

    /**
     * Sorts words.
     *
     * @throws CliException saying which word is wrong, and which was perhaps meant
     */
    public Words parse(List<String> words) {
        CommandSpec spec = CommandSpec.create();
        sections.values().forEach(options -> options.forEach(spec::addOption));
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        spec.parser().unmatchedOptionsArePositionalParams(true).posixClusteredShortOptionsAllowed(false);
        CommandLine commandLine = new CommandLine(spec).setExpandAtFiles(false);
        try {
            return checked(spec, commandLine.parseArgs(words.toArray(String[]::new)));
        } catch (OverwrittenOptionException e) {
            String name = ((OptionSpec) e.getOverwritten()).longestName();
            throw CliException.usage(name + " is given more than once", name, "give it once");
        } catch (MissingParameterException e) {
            throw CliException.usage(e.getMessage(), e.getMissing().get(0).paramLabel(), "see --help");
        } catch (ParameterException e) {
            throw CliException.usage(e.getMessage(), "the command line", "see --help");
        }
    }

    /** Prints synopsis, summary, options by section, and the footer. */
    public void printHelp(PrintStream out) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .customSynopsis(escape(synopsis))
                .description("%n" + escape(summary))
                .sortOptions(false)
                .width(110)
                .longOptionsMaxWidth(30);
        int order = 0;
        for (Map.Entry<String, List<OptionSpec>> entry : sections.entrySet()) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                    .heading("%n" + escape(entry.getKey()) + ":%n")
                    .validate(false)
                    .order(order++);
            entry.getValue().forEach(group::addArg);
            if (!entry.getValue().isEmpty()) {
                spec.addArgGroup(group.build());
            }
        }
        if (!footer.isEmpty()) {
            spec.usageMessage().footer(footer.stream().map(Syntax::escape).toArray(String[]::new));
        }
        new CommandLine(spec).usage(out, Help.Ansi.OFF);
        out.flush();
    }

    /** As it was given. */
    public String synopsis() {
        return synopsis;
    }

    /** As it was given. */
    public String summary() {
        return summary;
    }

    /** The options by heading, without headings that have none. */
    public Map<String, List<Option>> sections() {
        Map<String, List<Option>> views = new LinkedHashMap<>();
        sections.forEach((heading, options) -> {
            if (!options.isEmpty()) {
                views.put(heading, options.stream().map(Option::of).toList());
            }
        });
        return views;
    }

    /** The lines below the options. */
    public List<String> footer() {
        return List.copyOf(footer);
    }

    /** Names of all options with dashes. */
    public List<String> optionNames() {
        List<String> names = new ArrayList<>();
        sections.values().forEach(options -> options.forEach(option -> names.addAll(List.of(option.names()))));
        return names;
    }

    /** Whether the word is an option of this command that takes the next word as its value. */
    public boolean takesValue(String word) {
        return sections.values().stream()
                .flatMap(List::stream)
                .anyMatch(option ->
                        option.arity().min() > 0 && List.of(option.names()).contains(word));
    }

    private Words checked(CommandSpec spec, ParseResult parsed) {
        List<String> rest = spec.positionalParameters().get(0).getValue();
        List<String> positional = rest == null ? List.of() : rest;
        for (String word : positional) {
            if (word.length() > 1
                    && word.startsWith("-")
                    && !NEGATIVE_NUMBER.matcher(word).matches()) {
                String name = word.split("=", 2)[0];
                throw CliException.usage(
                        "there is no option " + name,
                        name,
                        DidYouMean.hint(name, new TreeSet<>(optionNames()), "see --help"));
            }
        }
        return new Words(parsed, positional);
    }

    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
