package io.rangefold.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.html.PageParts;
import io.rangefold.coordinator.api.ApiClient;
import io.rangefold.coordinator.document.CurveDocument;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A report of one job, {@value #SCHEMA}: as a page, or what is in it as JSON. */
public final class JobPage {
    public static final String SCHEMA = "rangefold.report/1";

    private static final String DRAWINGS = "io/rangefold/dashboard/draw/";

    /** They are modules for the dashboard, and plain scripts here. */
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JobFacts facts;
    private final Optional<SlotFigures> slots;
    private final Optional<CpuAccount> cpu;

    private JobPage(JobFacts facts) {
        this.facts = facts;
        this.slots = facts.timeline().map(SlotFigures::of);
        this.cpu = CpuAccount.of(facts.job(), facts.timeline());
    }

    /** Of a job somewhere else. */
    public static JobPage remote(ApiClient client, JobId id) throws IOException {
        return new JobPage(JobFacts.remote(client, id));
    }

    /** Of a job in this process. */
    public static JobPage local(JobService jobs, JobView job) throws IOException {
        return new JobPage(JobFacts.local(jobs, job));
    }

    static JobPage of(JobFacts facts) {
        return new JobPage(facts);
    }

    /** What it says in words. */
    public List<String> findings() {
        return JobFindings.of(facts, slots, cpu);
    }

    /** Writes the page; {@code out} stays open. */
    public void write(OutputStream out) throws IOException {
        JsonNode job = facts.job();
        String name = job.path("name").asText();
        PageParts.withCharts((name.isEmpty() ? job.path("kind").asText() : name) + ", job "
                        + job.path("id").asText())
                .script(drawing("range-map.js"))
                .script(drawing("gantt.js"))
                .script(PageParts.own("report.js"))
                .write(out, this::writeData);
    }

    private static String drawing(String name) {
        return EXPORT.matcher(PageParts.resource(DRAWINGS + name)).replaceAll("");
    }

    /** Writes where the page is and what it says. */
    public void writeSummary(JsonGenerator json, String file) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("file", file);
        json.writeStringField("job", facts.job().path("id").asText());
        json.writeStringField("state", facts.job().path("state").asText());
        writeFindings(json);
        json.writeEndObject();
    }

    private void writeFindings(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("findings");
        for (String line : findings()) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    private void writeData(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField(
                "madeAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringField("version", VersionDocument.VERSION);
        writeTree(json, "job", Optional.of(facts.job()));
        writeTree(json, "map", facts.map());
        writeTree(json, "timeline", facts.timeline().map(Drawable::timeline));
        writeTree(json, "history", facts.history());
        writeTree(json, "explanation", facts.explanation());
        writeFindings(json);
        writeCpu(json);
        writeSlots(json);
        writeResult(json, facts.result());
        json.writeEndObject();
    }

    private static void writeTree(JsonGenerator json, String field, Optional<JsonNode> tree) throws IOException {
        json.writeFieldName(field);
        if (tree.isPresent()) {
            MAPPER.writeTree(json, tree.get());
        } else {
            json.writeNull();
        }
    }

    private void writeCpu(JsonGenerator json) throws IOException {
        if (cpu.isEmpty()) {
            json.writeNullField("cpu");
            return;
        }
        json.writeObjectFieldStart("cpu");
        json.writeNumberField("useful", cpu.get().useful());
        json.writeNumberField("verification", cpu.get().verification());
        json.writeNumberField("lost", cpu.get().lost());
        json.writeNumberField("idle", cpu.get().idle());
        json.writeEndObject();
    }

    private void writeSlots(JsonGenerator json) throws IOException {
        if (slots.isEmpty()) {
            json.writeNullField("slots");
            return;
        }
        json.writeNumberField("tailSeconds", slots.get().tailSeconds());
        json.writeArrayFieldStart("slots");
        for (SlotFigures.Slot slot : slots.get().slots()) {
            json.writeStartObject();
            json.writeStringField("title", slot.title());
            json.writeNumberField("itemsPerSecond", slot.itemsPerSecond());
            if (slot.relative().isPresent()) {
                json.writeNumberField("relative", slot.relative().getAsDouble());
            }
            json.writeBooleanField("slow", slot.slow());
            json.writeNumberField("lastSecond", slot.lastSecond());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("last");
        for (SlotFigures.LateLease lease : slots.get().last()) {
            json.writeStartObject();
            json.writeStringField("slot", lease.slot());
            json.writeStringField("lease", lease.lease());
            json.writeStringField("from", lease.from());
            json.writeStringField("to", lease.to());
            json.writeNumberField("start", lease.start());
            json.writeNumberField("end", lease.end());
            json.writeStringField("outcome", lease.outcome());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeResult(JsonGenerator json, ShownResult result) throws IOException {
        json.writeObjectFieldStart("result");
        json.writeStringField("text", result.text().orElse(""));
        json.writeBooleanField("cut", result.cut());
        if (result.picture().isPresent()) {
            json.writeStringField("picture", result.picture().get());
        }
        Optional<JobResult.Curve> curve = result.curve();
        if (curve.isPresent()) {
            json.writeFieldName("curve");
            CurveDocument.write(json, curve.get());
        }
        json.writeEndObject();
    }
}
