package io.rangefold.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.job.Answers;
import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.trace.JobTrace;
import io.rangefold.coordinator.api.ApiClient;
import io.rangefold.coordinator.document.HistoryDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code rangefold trace ID}. */
final class TraceCommand implements Command {
    private static final String TO = "--to";
    /** More events than a job keeps. */
    private static final int MAX_PAGES = 4;

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob(
                        "trace",
                        "Writes what each slot did for a job as Chrome trace events, for https://ui.perfetto.dev.")
                .option(TO, "FILE", "the file to write (default: standard output)");
    }

    @Override
    public int run(Session session) throws IOException {
        JobView job = ClientOptions.ofJob(session, session.coordinator()::find);
        Optional<String> name = session.words().value(TO);
        JobTrace trace = read(session.client(), job);
        if (name.isEmpty()) {
            session.output().line(trace::write);
            return ExitCode.DONE;
        }
        long[] events = new long[1];
        try (TargetFile file = TargetFile.open(name.get(), TO)) {
            events[0] = write(trace, file.out());
            file.finish();
        }
        session.output().note(events[0] + " events; open the file at https://ui.perfetto.dev");
        if (session.output().isJson()) {
            session.output().document(json -> {
                json.writeStartObject();
                json.writeStringField("schema", JobTrace.SCHEMA);
                json.writeStringField("file", name.get());
                json.writeNumberField("events", events[0]);
                json.writeEndObject();
            });
        }
        return ExitCode.DONE;
    }

    private static long write(JobTrace trace, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.compact(out)) {
            return trace.write(json);
        }
    }

    private static JobTrace read(ApiClient client, JobView job) {
        try {
            String path = "jobs/" + job.id().value();
            return new JobTrace(client.get(path + "/timeline"), history(client, path));
        } catch (RuntimeException e) {
            throw Answers.translate(e);
        }
    }

    private static List<JsonNode> history(ApiClient client, String path) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = client.get(path + "/history?limit=" + HistoryDocument.MAX_LIMIT);
        page.path("events").forEach(events::add);
        for (int pages = 1; pages < MAX_PAGES && page.path("next").isNumber(); pages++) {
            page = client.get(path + "/history?limit=" + HistoryDocument.MAX_LIMIT + "&after="
                    + page.path("next").asLong());
            page.path("events").forEach(events::add);
        }
        return events;
    }
}
