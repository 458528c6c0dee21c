package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.DidYouMean;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs that a command is for: one of a KIND, or those of {@code --jobs FILE}. */
public final class JobSelection {
    private static final List<String> OF_NEW_JOBS = List.of(
            "--name", "--priority", "--max-slots", "--timeout", "--max-attempts", "--verify", "--idempotency-key");

    private final JobKinds kinds;
    private final List<String> words;
    private final @Nullable JobKind kind;

    private JobSelection(JobKinds kinds, List<String> words, @Nullable JobKind kind) {
        this.kinds = kinds;
        this.words = words;
        this.kind = kind;
    }

    /**
     * Finds KIND: the first word that is neither an option nor the value of one that stands in {@code before}.
     *
     * @param before the options that may stand before KIND
     */
    public static JobSelection find(List<String> words, Syntax before, JobKinds kinds) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                List<String> rest = new ArrayList<>(words);
                rest.remove(i);
                return new JobSelection(kinds, rest, named(word, kinds));
            }
            if (before.takesValue(word)) {
                i++;
            }
        }
        return new JobSelection(kinds, words, null);
    }

    /** The words without KIND. */
    public List<String> words() {
        return words;
    }

    public Optional<JobKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Adds the lines that help texts end with. */
    public void addFooter(Syntax syntax, String command) {
        List<String> lines = new ArrayList<>();
        if (kind != null) {
            lines.add("");
            lines.add("Examples:");
            kind.description().examples().forEach(example -> lines.add("  rangefold " + command + " " + example));
        } else {
            lines.add("");
            lines.add("Job kinds (`rangefold " + command + " KIND --help` shows their options):");
            for (JobKind each : kinds.all()) {
                String name = each.description().name();
                lines.add("  " + name + " ".repeat(Math.max(1, 18 - name.length()))
                        + each.description().summary());
            }
        }
        syntax.footer(lines);
    }

    /** The checked jobs, at least one. */
    public List<JobLine> read(Words sorted) {
        Optional<String> file = sorted.value("--jobs");
        if (file.isEmpty()) {
            if (kind == null) {
                throw CliException.usage("KIND is missing", "KIND", "`rangefold kinds` lists them");
            }
            return List.of(JobSyntax.read(sorted, kind));
        }
        if (kind != null) {
            throw CliException.usage(
                    "a kind and --jobs exclude each other",
                    "--jobs",
                    "write the job into the file, or leave --jobs out");
        }
        List<String> forOneJob = new ArrayList<>(OF_NEW_JOBS);
        forOneJob.add(JobSyntax.RESULTS);
        forOneJob.add(JobSyntax.IMAGE);
        refuse(forOneJob, sorted, " is for one job", "write it into the lines of the file");
        sorted.nothingElse();
        return JobsFile.read(file.get(), kinds);
    }

    /** Refuses everything that only makes sense of a job that is not there yet. */
    public void refuseNewJobs(Words sorted, String option) {
        if (kind != null) {
            throw CliException.usage(
                    "a kind and " + option + " exclude each other", option, "the job that is there has its own");
        }
        if (sorted.value("--jobs").isPresent()) {
            throw CliException.usage("--jobs and " + option + " exclude each other", option, "leave one of them out");
        }
        refuse(OF_NEW_JOBS, sorted, " is for new jobs", "leave it out: the job that is there has its own");
        sorted.nothingElse();
    }

    private static void refuse(List<String> options, Words sorted, String why, String hint) {
        for (String option : options) {
            if (sorted.value(option).isPresent()) {
                throw CliException.usage(option + why, option, hint);
            }
        }
    }

    private static JobKind named(String name, JobKinds kinds) {
        List<String> names =
                kinds.all().stream().map(each -> each.description().name()).toList();
        if (!names.contains(name)) {
            throw CliException.badInput(
                    "there is no job kind \"" + name + "\"",
                    "KIND",
                    DidYouMean.hint(name, names, "use one of: " + String.join(", ", names)));
        }
        return kinds.named(name);
    }
}
