package io.rangefold.cli.command;

import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.report.JobPage;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.List;

/** {@code rangefold report ID}. */
final class ReportCommand implements Command {
    private static final String HTML = "--html";

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob(
                        "report",
                        "Writes what became of a job as one page that needs nothing else: where its ranges are, what each slot"
                                + " did, how fast strides were, who was slow, how it was verified, what happened.")
                .option(HTML, "FILE", "the file to write (required)");
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().only("ID");
        String name = session.words()
                .value(HTML)
                .orElseThrow(() -> CliException.usage("--html is missing", HTML, "name a file: --html report.html"));
        try (TargetFile file = TargetFile.open(name, HTML)) {
            JobView job = ClientOptions.ofJob(session, session.coordinator()::find);
            JobPage page = JobPage.remote(session.client(), job.id());
            page.write(file.out());
            file.finish();
            if (session.output().isJson()) {
                session.output().document(json -> page.writeSummary(json, name));
            } else {
                session.output().text(out -> {
                    for (String line : page.findings()) {
                        out.append(line).append('\n');
                    }
                });
                session.output().note("written to " + name);
            }
        }
        return ExitCode.DONE;
    }
}
