package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobLine;
import io.rangefold.cli.job.JobRunner;
import io.rangefold.cli.job.JobSelection;
import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code rangefold submit}: hands jobs to a coordinator. */
final class SubmitCommand implements Command {
    private @Nullable JobSelection selection;

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        Syntax before = new Syntax("", "");
        addOwn(before);
        JobSyntax.addJobOptions(before);
        JobSyntax.addResults(before);
        before.option("--output", "", "");
        JobSelection found =
                JobSelection.find(words, before, environment.kinds().get());
        selection = found;
        Syntax syntax = new Syntax(
                "rangefold submit KIND [kind options] [job options] [--wait]\n       rangefold submit --jobs FILE [--wait]",
                "Hands a job to a coordinator and prints its id; with --wait, goes on as `run` does.");
        found.kind().ifPresent(each -> JobSyntax.addKind(syntax, each.description()));
        JobSyntax.addJobOptions(syntax);
        JobSyntax.addResults(syntax);
        addOwn(syntax);
        found.addFooter(syntax, "submit");
        return syntax;
    }

    private static void addOwn(Syntax syntax) {
        syntax.section("Options of submit")
                .flag("wait for the end, and print what `run` prints", "--wait")
                .option("--jobs", "FILE", "submit the jobs of FILE: one a line, as on the command line");
        ClientOptions.add(syntax);
    }

    @Override
    public List<String> words(List<String> typed) {
        return selected().words();
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return words.contains("--wait");
    }

    @Override
    public int run(Session session) throws IOException {
        Words words = session.words();
        List<JobLine> jobs = selected().read(words);
        boolean lines = words.value("--jobs").isPresent();
        if (words.flag("--wait")) {
            return JobRunner.detaching(session.output(), session.section(), JobRunner::detached, started -> {})
                    .run(jobs, lines, session::coordinator);
        }
        refuseFile("--results", jobs.stream().anyMatch(job -> job.results().isPresent()));
        refuseFile("--image", jobs.stream().anyMatch(job -> job.image().isPresent()));
        JobService coordinator = session.coordinator();
        for (JobLine job : jobs) {
            print(session.output(), Answers.await(coordinator.submit(job.request())), lines);
        }
        return ExitCode.DONE;
    }

    private static void refuseFile(String option, boolean isThere) {
        if (isThere) {
            throw CliException.usage(
                    option + " needs --wait",
                    option,
                    "add --wait, or fetch the result later with `rangefold result ID " + option + " FILE`");
        }
    }

    private static void print(Output output, JobView job, boolean asLine) throws IOException {
        if (asLine) {
            output.line(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
        } else if (output.isJson()) {
            output.document(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
        } else {
            output.line(job.id().value());
        }
    }

    private JobSelection selected() {
        if (selection == null) {
            throw new IllegalStateException("the syntax was not asked for");
        }
        return selection;
    }
}
