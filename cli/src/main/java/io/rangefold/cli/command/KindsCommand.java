package io.rangefold.cli.command;

import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.KindsDocument;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code rangefold kinds [KIND]}. */
final class KindsCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax("rangefold kinds [KIND] [options]", "Lists the job kinds, or the options of one.");
    }

    @Override
    public int run(Session session) throws IOException {
        List<String> words = session.words().positional();
        List<KindDescription> kinds = words.isEmpty()
                ? session.kinds().all().stream().map(JobKind::description).toList()
                : List.of(named(session, session.words().only("KIND")));
        if (session.output().isJson()) {
            session.output().document(json -> KindsDocument.write(json, kinds));
        } else if (words.isEmpty()) {
            Table table = new Table("KIND", "");
            kinds.forEach(kind -> table.add(kind.name(), kind.summary()));
            session.output().text(table::write);
        } else {
            session.output().text(out -> out.append(help(kinds.get(0))));
        }
        return ExitCode.DONE;
    }

    private static KindDescription named(Session session, String name) {
        try {
            return session.kinds().named(name).description();
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    private static String help(KindDescription kind) {
        Syntax syntax = new Syntax(("rangefold run " + kind.name() + " " + kind.positional()).strip(), kind.summary());
        JobSyntax.addKind(syntax, kind);
        List<String> examples =
                kind.examples().stream().map(each -> "  rangefold run " + each).toList();
        syntax.footer(List.of("", "Examples:")).footer(examples);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        syntax.printHelp(new PrintStream(bytes, false, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
