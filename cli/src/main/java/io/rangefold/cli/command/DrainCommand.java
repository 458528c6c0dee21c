package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.WorkerDocument;
import io.rangefold.coordinator.service.WorkerView;
import java.io.IOException;
import java.util.List;

/** {@code rangefold drain WORKER}. */
final class DrainCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(new Syntax(
                        "rangefold drain WORKER [options]",
                        "Takes no more work to a worker, by id or name; it commits what it has and gives the rest back.")
                .section("Options"));
    }

    @Override
    public int run(Session session) throws IOException {
        String name = session.words().only("WORKER");
        WorkerView worker = Answers.await(session.coordinator().drain(name))
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "no-such-worker",
                        "there is no worker \"" + name + "\"",
                        name,
                        "`rangefold workers` lists them"));
        if (session.output().isJson()) {
            session.output().document(json -> WorkerDocument.write(json, worker));
        } else {
            session.output().line(worker.name() + " " + worker.state());
        }
        return ExitCode.DONE;
    }
}
