package io.rangefold.cli.command;

import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.VersionDocument;
import java.io.IOException;
import java.util.List;

/** {@code rangefold version}. */
final class VersionCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax("rangefold version [options]", "Shows the version.");
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        if (session.output().isJson()) {
            session.output().document(VersionDocument::write);
        } else {
            session.output().line("rangefold " + VersionDocument.VERSION + " on Java " + VersionDocument.java());
        }
        return ExitCode.DONE;
    }
}
