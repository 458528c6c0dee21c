package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code rangefold job ID}. */
final class JobCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob("job", "Shows a job.");
    }

    @Override
    public int run(Session session) throws IOException {
        JobService coordinator = session.coordinator();
        JobView job = ClientOptions.ofJob(session, coordinator::find);
        if (session.output().isJson()) {
            Optional<JobResult> result =
                    job.state().isTerminal() ? Answers.await(coordinator.result(job.id())) : Optional.empty();
            session.output().document(json -> JobDocument.write(json, job, JobDocument.Result.of(result)));
        } else {
            session.output().text(out -> describe(job, out));
        }
        return ExitCode.DONE;
    }

    private static void describe(JobView job, Appendable out) throws IOException {
        line(out, "job", job.id() + (job.name().isEmpty() ? "" : " (" + job.name() + ")"));
        line(out, "kind", job.kind());
        for (var argument : job.arguments().entrySet()) {
            line(out, "  " + argument.getKey(), argument.getValue());
        }
        line(out, "state", job.state().name());
        line(out, "done", JobReport.computed(job));
        if (job.progress().busySlots() > 0) {
            line(
                    out,
                    "now",
                    Figures.rate(job.progress().itemsPerSecond()) + ", "
                            + Figures.count(job.progress().busySlots(), "slot"));
        }
        line(out, "priority", Integer.toString(job.priority()));
        line(out, "submitted", job.submittedAt().toString());
        if (job.idempotencyKey().isPresent()) {
            line(out, "key", job.idempotencyKey().get());
        }
        line(out, "elapsed", Figures.seconds(job.execution().elapsedSeconds()));
        line(out, "kernel", job.execution().kernel());
        line(
                out,
                "check",
                job.verification().verdict() + " "
                        + (job.verification().method() + " "
                                        + job.verification().detail())
                                .strip());
        if (job.fault().isPresent()) {
            line(
                    out,
                    "error",
                    job.fault().get().message() + " " + job.fault().get().where());
        }
    }

    private static void line(Appendable out, String name, String value) throws IOException {
        out.append(name)
                .append(" ".repeat(Math.max(1, 12 - name.length())))
                .append(value)
                .append('\n');
    }
}
