package io.rangefold.cli.syntax;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lays help texts out, with picocli. */
final class HelpText {
    private static final int WIDTH = 110;
    private static final int NAMES_WIDTH = 30;

    private HelpText() {}

    static void print(
            PrintStream out, String synopsis, String summary, Map<String, List<Option>> sections, List<String> footer) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .customSynopsis(escape(synopsis))
                .description("%n" + escape(summary))
                .sortOptions(false)
                .width(WIDTH)
                .longOptionsMaxWidth(NAMES_WIDTH)
                .footer(footer.stream().map(HelpText::escape).toArray(String[]::new));
        int order = 0;
        for (Map.Entry<String, List<Option>> section : sections.entrySet()) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                    .heading("%n" + escape(section.getKey()) + ":%n")
                    .validate(false)
                    .order(order++);
            section.getValue().forEach(option -> group.addArg(spec(option)));
            if (!section.getValue().isEmpty()) {
                spec.addArgGroup(group.build());
            }
        }
        new CommandLine(spec).usage(out, Help.Ansi.OFF);
        out.flush();
    }

    private static OptionSpec spec(Option option) {
        return OptionSpec.builder(option.names().toArray(String[]::new))
                .paramLabel(option.placeholder())
                .arity(option.takesValue() ? "1" : "0")
                .type(option.takesValue() ? String.class : boolean.class)
                .description(escape(option.description()))
                .build();
    }

    /** picocli formats its texts. */
    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
