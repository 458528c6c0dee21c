package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.job.JobRunner;
import io.rangefold.cli.job.JobWaiter;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.output.Progress;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code rangefold watch ID}. */
final class WatchCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob("watch", "Follows a job until it ends, and exits with its code.");
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        Output output = session.output();
        JobService coordinator = session.coordinator();
        JobView job = ClientOptions.ofJob(session, coordinator::find);
        JobWaiter waiter = new JobWaiter(coordinator, session.section(), new Progress(output, System::nanoTime));
        JobWaiter.Listener listener = output.isJson() ? new Documents(output, coordinator) : new States(output);
        JobView last = waiter.await(List.of(job), JobWaiter.OnInterrupt.DETACH, listener)
                .get(0);
        if (!last.state().isTerminal()) {
            output.note(JobRunner.detached(last.id()));
            return ExitCode.INTERRUPTED;
        }
        return JobReport.exitCode(last);
    }

    /** A document a line; the last has the result. */
    private record Documents(Output output, JobService coordinator) implements JobWaiter.Listener {
        @Override
        public void changed(JobView job) throws IOException {
            if (!job.state().isTerminal()) {
                output.line(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
            }
        }

        @Override
        public void ended(JobView job) throws IOException {
            var result = Answers.await(coordinator.result(job.id()));
            output.line(json -> JobDocument.write(json, job, JobDocument.Result.of(result)));
        }
    }

    /** A line at every change of state. */
    private static final class States implements JobWaiter.Listener {
        private final Output output;
        private @Nullable JobState shown;

        States(Output output) {
            this.output = output;
        }

        @Override
        public void changed(JobView job) throws IOException {
            if (job.state() != shown) {
                shown = job.state();
                output.line(job.id() + " " + job.state());
            }
        }

        @Override
        public void ended(JobView job) throws IOException {
            changed(job);
            new JobReport(output).writeEnd(job);
        }
    }
}
