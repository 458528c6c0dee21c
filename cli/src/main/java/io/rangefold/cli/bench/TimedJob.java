package io.rangefold.cli.bench;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.job.JobWaiter;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.output.Progress;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.List;

/** Runs a job on a cluster and takes its time. It is cancelled when the user wishes to end. */
final class TimedJob {
    private final Output output;
    private final Interrupts.Section section;

    TimedJob(Output output, Interrupts.Section section) {
        this.output = output;
        this.section = section;
    }

    /**
     * Runs the job to its end.
     *
     * @throws CliException if it does not succeed, or the user wishes to end
     */
    Run run(JobService jobs, JobRequest request) throws IOException {
        long start = System.nanoTime();
        JobView submitted = Answers.await(jobs.submit(request));
        List<JobView> ended = new JobWaiter(jobs, section, new Progress(output, System::nanoTime))
                .await(List.of(submitted), JobWaiter.OnInterrupt.CANCEL, new JobWaiter.Listener() {});
        double whole = (System.nanoTime() - start) / 1e9;
        if (section.interrupted()) {
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", "interrupted", "", "");
        }
        JobView job = ended.get(0);
        if (job.state() != JobState.SUCCEEDED || JobReport.exitCode(job) == ExitCode.FAILED) {
            throw new CliException(
                    ExitCode.FAILED,
                    job.fault()
                            .orElseGet(() -> new JobFault(
                                    "failed",
                                    "the job ended as " + job.state() + ", verification "
                                            + job.verification().verdict(),
                                    "",
                                    "run it alone to see why")));
        }
        JobResult result = Answers.await(jobs.result(job.id()))
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED,
                        "no-result",
                        "the job has no result",
                        job.id().value(),
                        "run it alone"));
        return new Run(job.execution().elapsedSeconds(), whole, job.execution().busySeconds(), AnswerHash.of(result));
    }
}
