package io.rangefold.cli.job;

import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.util.Optional;

/** Tells what came of a job: its document, or its answer and a few lines about it. */
public final class JobReport {
    private final Output output;

    public JobReport(Output output) {
        this.output = output;
    }

    /** What the process tells scripts of this job. */
    public static int exitCode(JobView job) {
        return switch (job.state()) {
            case SUCCEEDED ->
                job.verification().verdict() == Verdict.FAILED
                        ? ExitCode.FAILED
                        : job.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
            case TIMED_OUT -> ExitCode.INCOMPLETE;
            case FAILED, CANCELLED, QUEUED, RUNNING, PAUSED -> ExitCode.FAILED;
        };
    }

    /** Writes the job in the form that is wanted. */
    public void write(JobView job, Optional<JobResult> result, OutputFiles files) throws IOException {
        JobDocument.Result shown = toFiles(result, files);
        if (output.isJson()) {
            output.document(json -> JobDocument.write(json, job, shown));
        } else if (files.elements().isEmpty() && result.isPresent()) {
            output.text(result.get()::writeText);
        }
        if (output.isJson()) {
            explain(job, "");
        } else {
            writeEnd(job);
        }
    }

    /** Says how the job ended, for humans. */
    public void writeEnd(JobView job) {
        explain(job, "");
        summarize(job);
    }

    /** Writes the job's document on one line. */
    public void writeLine(JobView job, Optional<JobResult> result, OutputFiles files) throws IOException {
        JobDocument.Result shown = toFiles(result, files);
        output.line(json -> JobDocument.write(json, job, shown));
        explain(job, (job.name().isEmpty() ? "job " + job.id() : job.name()) + ": ");
    }

    private JobDocument.Result toFiles(Optional<JobResult> result, OutputFiles files) throws IOException {
        Optional<JobResult.Elements> elements = result.flatMap(JobResult::elements);
        if (files.elements().isPresent() && elements.isPresent()) {
            ResultsFile file = files.elements().get();
            long count = file.write(elements.get());
            output.note(count + " " + elements.get().name() + " written to " + file.name());
            return JobDocument.Result.inFile(file.name(), count);
        }
        Optional<JobResult.Image> image = result.flatMap(JobResult::image);
        if (files.image().isPresent() && image.isPresent()) {
            ResultsFile file = files.image().get();
            long bytes = file.write(image.get());
            output.note("picture of " + bytes + " bytes written to " + file.name());
            return JobDocument.Result.withImage(result.get(), file.name(), bytes);
        }
        return JobDocument.Result.of(result);
    }

    /** Says why there is no whole result. */
    private void explain(JobView job, String prefix) {
        if (job.fault().isPresent()) {
            JobFault fault = job.fault().get();
            output.error(new JobFault(fault.code(), prefix + fault.message(), fault.where(), fault.hint()));
        } else if (job.state() == JobState.FAILED) {
            output.error(new JobFault("failed", prefix + "the job failed", "", ""));
        }
        if (job.state() == JobState.CANCELLED || job.state() == JobState.TIMED_OUT) {
            String word = job.state() == JobState.CANCELLED ? "cancelled" : "timed out";
            output.note(prefix + word + ", " + computed(job));
        } else if (job.state() == JobState.SUCCEEDED && !job.complete()) {
            output.warn(prefix + "the result is not complete");
        }
    }

    /** What part of the job is done. */
    public static String computed(JobView job) {
        JobView.Progress progress = job.progress();
        return Figures.percent(progress.fraction()) + " was computed (" + progress.committed() + " of "
                + progress.total() + " items)";
    }

    private void summarize(JobView job) {
        if (job.state() == JobState.SUCCEEDED || job.verification().verdict() == Verdict.FAILED) {
            output.note(verification(job.verification()));
        }
        JobView.Execution execution = job.execution();
        if (execution.items() == 0 && job.state() != JobState.SUCCEEDED) {
            return;
        }
        output.note(Figures.seconds(execution.elapsedSeconds()) + ", "
                + (execution.workers() > 1 ? Figures.count(execution.workers(), "worker") + ", " : "")
                + Figures.count(execution.slots(), "slot") + ", "
                + Figures.rate(execution.itemsPerSecond()));
    }

    static String verification(Verification verification) {
        String detail = verification.detail().isEmpty() ? "" : ": " + verification.detail();
        return switch (verification.verdict()) {
            case VERIFIED -> "verified by " + verification.method() + detail;
            case AUDITED -> "audited, " + Figures.percent(verification.coverage()) + " computed again" + detail;
            case SKIPPED -> "not verified, as asked for";
            case FAILED -> "VERIFICATION FAILED by " + verification.method() + detail;
            case PENDING -> "not verified yet";
        };
    }
}
