package io.rangefold.cli.manual;

import io.rangefold.cli.syntax.Option;
import io.rangefold.cli.syntax.Syntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Manual pages of section 1: one of the whole, and one for each command. They say what {@code --help} says, and a little more. */
public final class ManPages {
    private static final List<String> EXIT_CODES = List.of(
            "0", "done, and its verification did not fail",
            "1", "the job failed or was cancelled, or its verification failed",
            "2", "wrong usage or bad input: nothing was started",
            "3", "no such job or worker",
            "4", "not allowed",
            "5", "the coordinator can't be reached",
            "6", "timed out, or the result is not whole",
            "130", "interrupted");

    private final Manual manual;

    private ManPages(Manual manual) {
        this.manual = manual;
    }

    /** The pages by the names of their files, as {@code rangefold-run.1}. */
    public static Map<String, String> of(Manual manual) {
        ManPages pages = new ManPages(manual);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("rangefold.1", pages.overview());
        for (Manual.Command command : manual.commands()) {
            files.put(page(command) + ".1", pages.of(command));
        }
        return files;
    }

    private static String page(Manual.Command command) {
        return "rangefold-" + command.word();
    }

    private String overview() {
        Roff roff = begin("rangefold", "CPU-bound jobs over integer ranges, on many cores");
        roff.section("SYNOPSIS").text("rangefold COMMAND [options]");
        roff.section("DESCRIPTION")
                .text("Sums, counts, searches and factorizations over ranges of integers, on every core of one machine"
                        + " or many, exact and verified, going on when machines die.")
                .paragraph()
                .text("Data goes to standard output, progress and logs to standard error.");
        roff.section("COMMANDS");
        for (Manual.Command command : manual.commands()) {
            roff.item((command.word() + " " + command.arguments()).strip(), command.summary());
        }
        roff.section("JOB KINDS");
        manual.kinds().forEach(kind -> roff.item(kind.name(), kind.summary()));
        roff.section("ENVIRONMENT").text("Flags go before these, and these before the conf file.");
        roff.item("RANGEFOLD_JAVA_HOME", "the JDK to use, instead of the newest one found");
        roff.item("RANGEFOLD_JAVA_OPTS", "more options for the JVM");
        roff.item("NO_COLOR", "no colours, if it is not empty");
        for (Manual.Setting setting : manual.settings()) {
            String suffix = setting.defaultValue().isEmpty() ? "" : " (default: " + setting.defaultValue() + ")";
            roff.item(setting.variable(), setting.description() + suffix + "; in the conf file: " + setting.key());
        }
        roff.section("FILES")
                .item(
                        "~/.config/rangefold/rangefold.conf",
                        "settings as KEY = VALUE, a line each; rangefold config shows what holds, and from where");
        exitCodes(roff);
        roff.section("SEE ALSO")
                .text(String.join(
                        ", ",
                        manual.commands().stream()
                                .map(each -> page(each) + "(1)")
                                .toList()));
        return roff.toString();
    }

    private String of(Manual.Command command) {
        Syntax syntax = command.syntax();
        Roff roff = begin(page(command), command.summary());
        roff.section("SYNOPSIS")
                .lines(syntax.synopsis().lines().map(String::strip).toList());
        roff.section("DESCRIPTION").text(syntax.summary());
        syntax.sections().forEach((heading, options) -> options(roff, heading, options));
        if (!command.ofKinds().isEmpty()) {
            for (Manual.Kind kind : manual.kinds()) {
                kind.options().sections().forEach((heading, options) -> options(roff, heading, options));
                String words = String.join(" ", command.leading()) + " ";
                roff.verbatim(kind.examples().stream()
                        .map(example -> ("rangefold " + command.word() + " " + words.stripLeading() + example))
                        .toList());
            }
        } else if (!syntax.footer().isEmpty()) {
            roff.section("NOTES").verbatim(syntax.footer());
        }
        exitCodes(roff);
        roff.section("SEE ALSO").text("rangefold(1)");
        return roff.toString();
    }

    private Roff begin(String page, String summary) {
        Roff roff = new Roff(page, "Rangefold " + manual.version());
        roff.section("NAME").text(page + " - " + summary);
        return roff;
    }

    private static void options(Roff roff, String heading, List<Option> options) {
        roff.section(heading.toUpperCase(Locale.ROOT));
        for (Option option : options) {
            String suffix = option.takesValue() ? "=" + option.placeholder() : "";
            roff.item(String.join(", ", option.names()) + suffix, option.description());
        }
    }

    private static void exitCodes(Roff roff) {
        roff.section("EXIT STATUS");
        for (int i = 0; i < EXIT_CODES.size(); i += 2) {
            roff.item(EXIT_CODES.get(i), EXIT_CODES.get(i + 1));
        }
    }
}
