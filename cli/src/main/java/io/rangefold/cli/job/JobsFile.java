package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ShellWords;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file of jobs, one a line, written as on the command line. */
public final class JobsFile {
    private static final int MAX_JOBS = 100_000;

    private JobsFile() {}

    /**
     * Reads and checks all lines.
     *
     * @throws CliException naming file and line of the first that is wrong
     */
    public static List<JobLine> read(String name, JobKinds kinds) {
        List<JobLine> jobs = new ArrayList<>();
        Set<Path> results = new HashSet<>();
        Set<String> keys = new HashSet<>();
        int number = 0;
        for (String line : (Iterable<String>) TextFile.read(name, "--jobs").lines()::iterator) {
            number++;
            try {
                List<String> words = ShellWords.split(line);
                if (!words.isEmpty()) {
                    JobLine job = parse(words, kinds);
                    checkResults(job, results);
                    checkKey(job, keys);
                    jobs.add(job);
                }
            } catch (CliException e) {
                throw at(name + ", line " + number, e);
            } catch (IllegalArgumentException e) {
                throw at(
                        name + ", line " + number,
                        CliException.badInput(e.getMessage(), "", "write it as for a shell"));
            }
            if (jobs.size() > MAX_JOBS) {
                throw CliException.badInput("more than " + MAX_JOBS + " jobs", name, "split the file");
            }
        }
        if (jobs.isEmpty()) {
            throw CliException.badInput("there is no job in the file", name, "write one a line: KIND and its options");
        }
        return jobs;
    }

    private static JobLine parse(List<String> words, JobKinds kinds) {
        if (words.get(0).startsWith("-")) {
            throw CliException.usage(
                    "a line begins with a job kind, not with " + words.get(0), "", "`rangefold kinds` lists them");
        }
        JobKind kind = kind(words.get(0), kinds);
        Syntax syntax = new Syntax("", "");
        JobSyntax.addKind(syntax, kind.description());
        JobSyntax.addJobOptions(syntax);
        JobSyntax.addResults(syntax);
        return JobSyntax.read(syntax.parse(words.subList(1, words.size())), kind);
    }

    private static JobKind kind(String name, JobKinds kinds) {
        try {
            return kinds.named(name);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    private static void checkResults(JobLine job, Set<Path> taken) {
        job.results().ifPresent(file -> check(file, JobSyntax.RESULTS, taken));
        job.image().ifPresent(file -> check(file, JobSyntax.IMAGE, taken));
    }

    private static void check(String file, String option, Set<Path> taken) {
        if (!taken.add(Path.of(file).toAbsolutePath().normalize())) {
            throw CliException.badInput(
                    "two jobs would write \"" + file + "\"", option, "give every job a file of its own");
        }
    }

    private static void checkKey(JobLine job, Set<String> taken) {
        job.request().idempotencyKey().ifPresent(key -> {
            if (!taken.add(key)) {
                throw CliException.badInput(
                        "two jobs have the key \"" + key + "\"", "--idempotency-key", "give every job its own");
            }
        });
    }

    private static CliException at(String line, CliException e) {
        JobFault fault = e.fault();
        String where = fault.where().isEmpty() ? line : line + ", " + fault.where();
        return new CliException(e.exitCode(), new JobFault(fault.code(), fault.message(), where, fault.hint()));
    }
}
