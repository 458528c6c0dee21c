package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobRunner;
import io.rangefold.cli.job.OutputFiles;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.settings.DataPlace;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code rangefold run} that keeps its jobs.
 *
 * @param data where
 */
record DurableRun(DataPlace data) {
    private static final Set<JobState> UNFINISHED = Set.of(JobState.QUEUED, JobState.RUNNING);

    /** How to come back to a job that the user left. */
    String comeBack(JobId id) {
        return "job " + id + " is kept: `" + resumption(id.value()) + "` goes on with it";
    }

    private String resumption(String id) {
        return "rangefold run --data " + data.shown() + " --resume " + id;
    }

    /** Says that the jobs are safe from now on, and how to come back to one. */
    void sayWhatIsKept(Output output, List<JobView> jobs) {
        output.note(
                jobs.size() == 1
                        ? "job " + jobs.get(0).id() + " is kept: if this ends before it does, `"
                                + resumption(jobs.get(0).id().value()) + "` goes on with it"
                        : Figures.count(jobs.size(), "job") + " are kept: `" + resumption("ID") + "` goes on with one");
    }

    /** Says which jobs of earlier runs go on beside the new ones. */
    void sayWhatElseRuns(Output output, JobService jobs) {
        int others = Answers.await(jobs.list(new JobFilter(
                        UNFINISHED, Optional.empty(), Optional.empty(), Optional.empty(), JobFilter.MAX_LIMIT)))
                .size();
        if (others > 0) {
            output.note(Figures.count(others, "unfinished job") + " in " + data.shown() + " will go on meanwhile");
        }
    }

    /** Goes on with a job that was interrupted, and reports as if it had not been. */
    int resume(Session session, JobService jobs, String text) throws IOException {
        JobView job = interrupted(jobs, text);
        try (OutputFiles files = OutputFiles.open(
                session.words().value("--results"), session.words().value("--image"))) {
            return JobRunner.detaching(session.output(), session.section(), this::comeBack, started -> {})
                    .follow(jobs, job, files);
        }
    }

    private JobView interrupted(JobService jobs, String text) {
        Optional<JobView> found = JobId.isValid(text) ? Answers.await(jobs.find(new JobId(text))) : Optional.empty();
        JobView job = found.orElseThrow(() -> new CliException(
                ExitCode.NOT_FOUND,
                "no-such-job",
                "there is no job \"" + text + "\" in " + data.shown(),
                "--resume",
                "`rangefold coordinator --data " + data.shown() + "` and `rangefold jobs` list them"));
        if (job.state().isTerminal()) {
            throw CliException.badInput(
                    "the job " + job.id() + " has ended: it is " + job.state(),
                    "--resume",
                    "`rangefold coordinator --data " + data.shown() + "` and `rangefold result " + job.id()
                            + "` show it");
        }
        return job.state() == JobState.PAUSED
                ? Answers.await(jobs.resume(job.id())).orElse(job)
                : job;
    }
}
