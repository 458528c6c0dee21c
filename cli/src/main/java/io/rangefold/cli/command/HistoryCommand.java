package io.rangefold.cli.command;

import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.HistoryDocument;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.job.BadInputException;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** {@code rangefold history ID}. */
final class HistoryCommand implements Command {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob("history", "Says what happened to a job, oldest first.")
                .option("--after", "N", "only what follows the event of that number: the next page (default: 0)")
                .option("--limit", "N", "at most so many events, 1 to 10000 (default: 1000)");
    }

    @Override
    public int run(Session session) throws IOException {
        long after = after(session.words());
        int limit = limit(session.words());
        List<JobEvent> events =
                ClientOptions.ofJob(session, id -> session.coordinator().history(id, after, limit));
        JobId job = new JobId(session.words().only("ID"));
        if (session.output().isJson()) {
            session.output().document(json -> HistoryDocument.write(json, job, events, limit));
            return ExitCode.DONE;
        }
        Table table = new Table("NUMBER", "AT", "EVENT", "WORKER", "RANGE", "DETAIL");
        for (JobEvent event : events) {
            table.add(
                    Long.toString(event.number()),
                    event.at().toString(),
                    event.type().name(),
                    event.worker().map(Object::toString).orElse(""),
                    event.range().map(Object::toString).orElse(""),
                    event.detail());
        }
        session.output().text(table::write);
        OptionalLong next = HistoryDocument.next(events, limit);
        if (next.isPresent()) {
            session.output()
                    .note("there may be more: `rangefold history " + job + " --after " + next.getAsLong() + "`");
        }
        return ExitCode.DONE;
    }

    private static long after(Words words) {
        String text = words.value("--after").orElse("0");
        if (!NUMBER.matcher(text).matches()) {
            throw CliException.badInput(
                    "\"" + text + "\" is no number of an event", "--after", "give a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    private static int limit(Words words) {
        try {
            return words.value("--limit")
                    .map(text -> JobOptionTexts.integer(text, 1, HistoryDocument.MAX_LIMIT, "--limit"))
                    .orElse(HistoryDocument.DEFAULT_LIMIT);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }
}
