package io.rangefold.cli.job;

import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.output.Progress;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes jobs from their submission to their reports. */
public final class JobRunner {
    private final Output output;
    private final Interrupts.Section section;
    private final JobWaiter.OnInterrupt onInterrupt;
    private final Function<JobId, String> comeBack;
    private final Consumer<List<JobView>> listener;

    private JobRunner(
            Output output,
            Interrupts.Section section,
            JobWaiter.OnInterrupt onInterrupt,
            Function<JobId, String> comeBack,
            Consumer<List<JobView>> listener) {
        this.output = output;
        this.section = section;
        this.onInterrupt = onInterrupt;
        this.comeBack = comeBack;
        this.listener = listener;
    }

    /** Of jobs that end when the user wishes to end. */
    public static JobRunner cancelling(Output output, Interrupts.Section section) {
        return new JobRunner(output, section, JobWaiter.OnInterrupt.CANCEL, JobRunner::detached, jobs -> {});
    }

    /**
     * Of jobs that do not.
     *
     * @param comeBack says how to come back to a job
     * @param listener told of all jobs once they are submitted
     */
    public static JobRunner detaching(
            Output output,
            Interrupts.Section section,
            Function<JobId, String> comeBack,
            Consumer<List<JobView>> listener) {
        return new JobRunner(output, section, JobWaiter.OnInterrupt.DETACH, comeBack, listener);
    }

    /**
     * Runs jobs side by side and reports them in their order.
     *
     * @param coordinator asked for once everything else is known to be fine
     * @param asLines whether every job is a line of JSON
     * @return the first exit code that is not 0
     */
    public int run(List<JobLine> lines, boolean asLines, Supplier<JobService> coordinator) throws IOException {
        List<OutputFiles> files = new ArrayList<>();
        try {
            for (JobLine line : lines) {
                files.add(OutputFiles.open(line.results(), line.image()));
            }
            JobService jobs = coordinator.get();
            List<JobView> started = new ArrayList<>();
            Map<JobId, OutputFiles> fileOf = new HashMap<>();
            for (JobLine line : lines) {
                JobView job = Answers.await(jobs.submit(line.request()));
                fileOf.put(job.id(), files.get(started.size()));
                started.add(job);
            }
            listener.accept(started);
            return await(jobs, started, fileOf, asLines);
        } finally {
            for (OutputFiles each : files) {
                each.close();
            }
        }
    }

    /** Goes on with a job that is there, and reports it. */
    public int follow(JobService jobs, JobView job, OutputFiles files) throws IOException {
        return await(jobs, List.of(job), Map.of(job.id(), files), false);
    }

    private int await(JobService jobs, List<JobView> started, Map<JobId, OutputFiles> fileOf, boolean asLines)
            throws IOException {
        JobReport report = new JobReport(output);
        JobWaiter waiter = new JobWaiter(jobs, section, new Progress(output, System::nanoTime));
        List<JobView> ended = waiter.await(started, onInterrupt, new JobWaiter.Listener() {
            @Override
            public void ended(JobView job) throws IOException {
                Optional<JobResult> result = Answers.await(jobs.result(job.id()));
                OutputFiles files = fileOf.getOrDefault(job.id(), OutputFiles.NONE);
                if (asLines) {
                    report.writeLine(job, result, files);
                } else {
                    report.write(job, result, files);
                }
            }
        });
        if (section.interrupted()) {
            ended.stream().filter(job -> !job.state().isTerminal()).forEach(this::sayWhatHappens);
            return ExitCode.INTERRUPTED;
        }
        return ended.stream()
                .mapToInt(JobReport::exitCode)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private void sayWhatHappens(JobView job) {
        if (onInterrupt == JobWaiter.OnInterrupt.DETACH) {
            output.note(comeBack.apply(job.id()));
        } else {
            output.note("ended before job " + job.id() + " was, " + JobReport.computed(job));
        }
    }

    /** How to come back to a job that goes on without us. */
    public static String detached(JobId id) {
        return "job " + id + " goes on: `rangefold watch " + id + "` follows it, `rangefold result " + id
                + "` shows its result, `rangefold cancel " + id + "` ends it";
    }
}
