package io.rangefold.cli.command;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.JobDocument;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.util.List;

/** {@code rangefold priority ID N}. */
final class PriorityCommand implements Command {
    private static final String NUMBER = "N";

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(new Syntax(
                        "rangefold priority ID N [options]",
                        "Gives a job another priority, from -10 to 10; the higher one runs first.")
                .section("Options"));
    }

    @Override
    public int run(Session session) throws IOException {
        List<String> words = session.words().only(List.of("ID", NUMBER));
        int priority = priority(words.get(1));
        JobView job =
                ClientOptions.ofJob(words.get(0), known -> session.coordinator().prioritize(known, priority));
        if (session.output().isJson()) {
            session.output().document(json -> JobDocument.write(json, job, JobDocument.Result.NONE));
        } else {
            session.output().line(job.id() + " " + job.state() + ", priority " + job.priority());
        }
        if (job.state().isTerminal()) {
            session.output().error(ClientOptions.hasEnded(job));
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private static int priority(String text) {
        try {
            return JobOptionTexts.priority(text, NUMBER);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }
}
