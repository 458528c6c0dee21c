package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.WorkerDocument;
import io.rangefold.coordinator.service.WorkerView;
import java.io.IOException;
import java.util.List;

/** {@code rangefold workers}. */
final class WorkersCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(
                new Syntax("rangefold workers [options]", "Lists the workers that are there.").section("Options"));
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        List<WorkerView> workers = Answers.await(session.coordinator().workers());
        if (session.output().isJson()) {
            session.output().document(json -> WorkerDocument.writeList(json, workers));
            return ExitCode.DONE;
        }
        Table table = new Table("ID", "NAME", "ADDRESS", "BUSY", "STATE", "SPEED", "COMMITTED");
        for (WorkerView worker : workers) {
            table.add(
                    worker.id(),
                    worker.name(),
                    worker.address(),
                    worker.busySlots() + "/" + worker.slots(),
                    worker.state().name(),
                    Figures.rate(worker.itemsPerSecond()),
                    Long.toString(worker.committed()));
        }
        session.output().text(table::write);
        return ExitCode.DONE;
    }
}
