package io.rangefold.cli.command;

import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code rangefold cancel|pause|resume ID}. */
final class ChangeCommand implements Command {
    private final CommandName verb;

    ChangeCommand(CommandName verb) {
        this.verb = verb;
    }

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        String summary = verb.summary();
        return ClientOptions.forJob(verb.word(), Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".");
    }

    @Override
    public int run(Session session) throws IOException {
        JobView job = ClientOptions.ofJob(session, change(session.coordinator()));
        if (session.output().isJson()) {
            session.output().document(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
        } else {
            session.output().line(job.id() + " " + job.state());
        }
        boolean done = isDone(job.state());
        if (!done) {
            session.output().error(ClientOptions.hasEnded(job));
        }
        return done ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Function<JobId, CompletionStage<Optional<JobView>>> change(JobService coordinator) {
        return switch (verb) {
            case CANCEL -> coordinator::cancel;
            case PAUSE -> coordinator::pause;
            case RESUME -> coordinator::resume;
            default -> throw new IllegalStateException(verb + " changes nothing");
        };
    }

    private boolean isDone(JobState state) {
        return verb == CommandName.CANCEL ? state == JobState.CANCELLED : !state.isTerminal();
    }
}
