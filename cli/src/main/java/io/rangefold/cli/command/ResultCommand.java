package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.job.OutputFiles;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code rangefold result ID}. */
final class ResultCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        Syntax syntax = ClientOptions.forJob("result", "Shows the result of a job, and exits with the job's code.");
        JobSyntax.addResults(syntax);
        return syntax;
    }

    @Override
    public int run(Session session) throws IOException {
        Output output = session.output();
        JobService coordinator = session.coordinator();
        JobView job = ClientOptions.ofJob(session, coordinator::find);
        if (!job.state().isTerminal()) {
            if (output.isJson()) {
                output.document(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
            }
            output.error(new JobFault(
                    "no-result",
                    "the job is " + job.state() + " and has no result yet",
                    job.id().value(),
                    "`rangefold watch " + job.id() + "` follows it"));
            return JobReport.exitCode(job);
        }
        Optional<JobResult> result = Answers.await(coordinator.result(job.id()));
        Optional<String> elements = session.words().value("--results");
        Optional<String> image = session.words().value("--image");
        if (result.isPresent()) {
            refuse(elements.isPresent() && result.get().elements().isEmpty(), "--results", job, "list");
            refuse(image.isPresent() && result.get().image().isEmpty(), "--image", job, "picture");
        }
        try (OutputFiles files = OutputFiles.open(elements, image)) {
            new JobReport(output).write(job, result, files);
        }
        return JobReport.exitCode(job);
    }

    private static void refuse(boolean isWrong, String option, JobView job, String what) {
        if (isWrong) {
            throw CliException.badInput(
                    "the result of " + job.kind() + " is no " + what, option, "leave it out: it is written here");
        }
    }
}
