package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputStore;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.OptionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of jobs, those of every kind and those of one. */
public final class JobSyntax {
    static final String RESULTS = "--results";
    static final String IMAGE = "--image";

    private JobSyntax() {}

    /** Adds what one kind takes. */
    public static void addKind(Syntax syntax, KindDescription kind) {
        syntax.section("Options of " + kind.name());
        for (KindDescription.Option option : kind.options()) {
            if (option.type() == OptionType.FLAG) {
                syntax.flag(describe(option), "--" + option.name());
            } else {
                syntax.option("--" + option.name(), option.placeholder(), describe(option));
            }
        }
    }

    /** Adds what every job takes. */
    public static void addJobOptions(Syntax syntax) {
        syntax.section("Job options")
                .option("--name", "NAME", "a name for humans")
                .option("--priority", "N", "-10 to 10, higher runs first (default: 0)")
                .option("--max-slots", "N", "use at most so many slots at a time")
                .option("--timeout", "DURATION", "end the job after 500ms, 30s, 5m, 2h, 7d …")
                .option("--max-attempts", "N", "how often a range may fail, 1 to 100 (default: 3)")
                .option(
                        "--verify",
                        "HOW",
                        "none, check, audit=PERCENT or quorum=N (default: check)",
                        List.of("none", "check", "audit=", "quorum="))
                .option("--idempotency-key", "KEY", "submitting again with the same KEY gives the same job");
    }

    /** Adds the options for the files that results go to. */
    public static void addResults(Syntax syntax) {
        syntax.option(RESULTS, "FILE", "write the elements of the result to FILE, one JSON value a line")
                .option(IMAGE, "FILE", "write the picture that the result is to FILE");
    }

    /** Makes a checked job of words that were sorted with these options. */
    public static JobLine read(Words words, JobKind kind) {
        KindDescription description = kind.description();
        Optional<String> results = words.value(RESULTS);
        Optional<String> image = words.value(IMAGE);
        if (results.isPresent() && description.resultElements().isEmpty()) {
            throw CliException.badInput(
                    "the result of " + description.name() + " is no list",
                    RESULTS,
                    "leave it out: the result is written to standard output");
        }
        if (image.isPresent() && description.resultImage().isEmpty()) {
            throw CliException.badInput(
                    "the result of " + description.name() + " is no picture",
                    IMAGE,
                    "leave it out: the result is written to standard output");
        }
        try {
            JobOptions options = options(words);
            Optional<String> key = words.value("--idempotency-key")
                    .map(text -> JobOptionTexts.idempotencyKey(text, "--idempotency-key"));
            Arguments arguments = arguments(words, description);
            kind.parse(arguments, InputStore.none());
            return new JobLine(new JobRequest(description.name(), arguments, options, key), results, image);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    private static JobOptions options(Words words) {
        JobOptions defaults = JobOptions.DEFAULT;
        return new JobOptions(
                words.value("--name")
                        .map(text -> JobOptionTexts.name(text, "--name"))
                        .orElse(defaults.name()),
                integer(words, "--priority", JobOptionTexts.MIN_PRIORITY, JobOptionTexts.MAX_PRIORITY)
                        .orElse(defaults.priority()),
                integer(words, "--max-slots", 1, Integer.MAX_VALUE),
                words.value("--timeout").map(text -> JobOptionTexts.duration(text, "--timeout")),
                integer(words, "--max-attempts", 1, 100).orElse(defaults.maxAttempts()),
                words.value("--verify")
                        .map(text -> JobOptionTexts.verify(text, "--verify"))
                        .orElse(defaults.verify()));
    }

    private static OptionalInt integer(Words words, String option, int min, int max) {
        Optional<String> text = words.value(option);
        return text.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(JobOptionTexts.integer(text.get(), min, max, option));
    }

    private static Arguments arguments(Words words, KindDescription kind) {
        if (kind.positional().isEmpty()) {
            words.nothingElse();
        }
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Arguments.InputFile> files = new LinkedHashMap<>();
        for (KindDescription.Option option : kind.options()) {
            String name = "--" + option.name();
            switch (option.type()) {
                case FLAG -> {
                    if (words.flag(name)) {
                        values.put(option.name(), "true");
                    }
                }
                case TEXT -> words.value(name).ifPresent(value -> values.put(option.name(), value));
                case FILE ->
                    words.value(name)
                            .ifPresent(file -> files.put(
                                    option.name(), new Arguments.InputFile(file, TextFile.checked(file, name))));
            }
        }
        return new Arguments(words.positional(), values, files);
    }

    private static String describe(KindDescription.Option option) {
        String suffix = option.required()
                ? " (required)"
                : option.defaultValue().isEmpty() ? "" : " (default: " + option.defaultValue() + ")";
        return option.description() + suffix;
    }
}
