package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.report.JobPage;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.Optional;

/** The page that {@code rangefold run --report FILE} writes of its job; none without that option. */
final class RunReport implements AutoCloseable {
    static final String OPTION = "--report";

    private final Optional<TargetFile> file;

    private RunReport(Optional<TargetFile> file) {
        this.file = file;
    }

    /** Opens the file, before anything is computed. */
    static RunReport open(Words words) {
        Optional<String> name = words.value(OPTION);
        if (name.isPresent() && words.value("--jobs").isPresent()) {
            throw CliException.usage(
                    "--report and --jobs exclude each other", OPTION, "run that one job alone, or use a coordinator");
        }
        return new RunReport(name.map(given -> TargetFile.open(given, OPTION)));
    }

    /** Writes the page of the job that was submitted last, if there is one. */
    void write(Session session, JobService jobs) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        Optional<JobView> job =
                Answers.await(jobs.list(JobFilter.NEWEST)).stream().findFirst();
        if (job.isPresent()) {
            JobPage.local(jobs, job.get()).write(file.get().out());
            file.get().finish();
            session.output().note("report written to " + file.get().name());
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
