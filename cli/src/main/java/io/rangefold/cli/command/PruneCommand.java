package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.document.PruneDocument;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code rangefold prune --older-than DURATION}. */
final class PruneCommand implements Command {
    private static final String OLDER_THAN = "--older-than";

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.add(new Syntax(
                        "rangefold prune --older-than DURATION [options]",
                        "Forgets jobs that ended longer ago than that, with their results and histories.")
                .section("Options")
                .option(OLDER_THAN, "DURATION", "as in 12h, 30d (required)"));
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        Duration olderThan = olderThan(session.words());
        long jobs = Answers.await(session.coordinator().prune(olderThan));
        if (session.output().isJson()) {
            session.output().document(json -> PruneDocument.write(json, olderThan, jobs));
        } else {
            session.output().line(Figures.count(jobs, "job") + " forgotten");
        }
        return ExitCode.DONE;
    }

    private static Duration olderThan(Words words) {
        String text = words.value(OLDER_THAN)
                .orElseThrow(() -> CliException.usage(
                        OLDER_THAN + " is missing", OLDER_THAN, "say how long ago jobs must have ended, as in 30d"));
        try {
            return JobOptionTexts.duration(text, OLDER_THAN);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }
}
