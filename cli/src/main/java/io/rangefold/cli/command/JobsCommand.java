package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.List;

/** {@code rangefold jobs}. */
final class JobsCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(
                new Syntax("rangefold jobs [options]", "Lists all jobs, newest first.").section("Options"));
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        List<JobView> jobs = Answers.await(session.coordinator().list(JobFilter.NEWEST));
        if (session.output().isJson()) {
            session.output().document(json -> JobDocument.writeList(json, jobs));
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
        return ExitCode.DONE;
    }
}
