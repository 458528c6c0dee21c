package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the commands that speak with a coordinator have in common. */
final class ClientOptions {
    private ClientOptions() {}

    static Syntax add(Syntax syntax) {
        return syntax.option("--api", "URL[,…]", "where the coordinators are (default: http://127.0.0.1:8520)");
    }

    /** The syntax of a command with ID as its one word. */
    static Syntax forJob(String command, String summary) {
        Syntax syntax = new Syntax("rangefold " + command + " ID [options]", summary).section("Options");
        return add(syntax);
    }

    /** What the coordinator answers of the job that the command line names; exit code 3 if there is none. */
    static <T> T ofJob(Session session, Function<JobId, CompletionStage<Optional<T>>> question) {
        return ofJob(session.words().only("ID"), question);
    }

    /** What the coordinator answers of that job; exit code 3 if there is none. */
    static <T> T ofJob(String id, Function<JobId, CompletionStage<Optional<T>>> question) {
        Optional<T> answer = JobId.isValid(id) ? Answers.await(question.apply(new JobId(id))) : Optional.empty();
        return answer.orElseThrow(() -> new CliException(
                ExitCode.NOT_FOUND,
                "no-such-job",
                "there is no job \"" + id + "\"",
                id,
                "`rangefold jobs` lists them"));
    }

    /** Why a change of a job changed nothing. */
    static JobFault hasEnded(JobView job) {
        return new JobFault(
                "job-ended",
                "the job had ended before: it is " + job.state(),
                job.id().value(),
                "`rangefold job " + job.id() + "` shows it");
    }
}
