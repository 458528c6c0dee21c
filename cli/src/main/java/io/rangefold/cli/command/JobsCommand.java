package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.JobFilterTexts;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** {@code rangefold jobs}. */
final class JobsCommand implements Command {
    private static final List<String> STATES =
            Stream.of(JobState.values()).map(JobState::name).toList();

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(new Syntax("rangefold jobs [options]", "Lists jobs, ended ones too, newest first.")
                .section("Options")
                .option("--state", "S[,S]", "only those that are QUEUED, RUNNING, PAUSED, SUCCEEDED, FAILED …", STATES)
                .option("--kind", "KIND", "only those of a kind")
                .option("--name", "TEXT", "only those with TEXT in their name, whatever its case")
                .option("--limit", "N", "at most so many, 1 to 1000 (default: 100)")
                .option("--before", "ID", "only those submitted before that one: the next page"));
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        JobFilter filter = filter(session.words());
        List<JobView> jobs = Answers.await(session.coordinator().list(filter));
        if (session.output().isJson()) {
            session.output().document(json -> JobDocument.writeList(json, jobs, filter.limit()));
            return ExitCode.DONE;
        }
        Table table = new Table("ID", "STATE", "KIND", "DONE", "ELAPSED", "NAME");
        for (JobView job : jobs) {
            table.add(
                    job.id().value(),
                    job.state().name(),
                    job.kind(),
                    Figures.percent(job.progress().fraction()),
                    Figures.seconds(job.execution().elapsedSeconds()),
                    job.name());
        }
        session.output().text(table::write);
        JobDocument.next(jobs, filter.limit())
                .ifPresent(last -> session.output()
                        .note("there may be more: `rangefold jobs --before " + last + "` with the same options"));
        return ExitCode.DONE;
    }

    private static JobFilter filter(Words words) {
        try {
            return JobFilterTexts.read(name -> words.value("--" + name), name -> "--" + name);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }
}
