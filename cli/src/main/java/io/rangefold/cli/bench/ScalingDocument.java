package io.rangefold.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.bench.ScalingReport.SizeRuns;
import io.rangefold.cli.bench.ScalingReport.Subject;
import io.rangefold.cli.bench.ScalingReport.Surroundings;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scaling report as JSON, {@value #SCHEMA}. Times are seconds, speed-ups over the plain loop. */
public final class ScalingDocument {
    public static final String SCHEMA = "rangefold.scaling/1";

    private static final double MICROS = 1e6;

    private ScalingDocument() {}

    /** @param file where the page was written, as the user named it; empty if nowhere */
    public static void write(JsonGenerator json, ScalingReport report, Optional<String> file) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        writeSubject(json, report.subject());
        writePlan(json, report.plan());
        writeSurroundings(json, report.surroundings());
        json.writeObjectFieldStart("baseLine");
        writeSamples(json, "seconds", report.loopSeconds());
        json.writeArrayFieldStart("runs");
        for (Run run : report.loop()) {
            json.writeNumber(rounded(run.seconds()));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("sizes");
        for (SizeRuns size : report.sizes()) {
            writeSize(json, report, size);
        }
        json.writeEndArray();
        writeFit(json, report.fit());
        writeStop(json, report.observedStop());
        Findings findings = new Findings(report);
        writeTexts(json, "findings", findings.results());
        writeTexts(json, "warnings", findings.warnings());
        if (file.isPresent()) {
            json.writeStringField("file", file.get());
        }
        json.writeEndObject();
    }

    private static void writeSubject(JsonGenerator json, Subject subject) throws IOException {
        json.writeStringField("kind", subject.kind());
        json.writeObjectFieldStart("arguments");
        for (Map.Entry<String, String> argument : subject.arguments().entrySet()) {
            json.writeStringField(argument.getKey(), argument.getValue());
        }
        json.writeEndObject();
        json.writeStringField("kernel", subject.kernel());
        json.writeStringField("items", Long.toString(subject.items()));
        json.writeStringField("verify", subject.verify());
        json.writeStringField("command", subject.command());
        json.writeStringField("answerSha256", subject.answer());
    }

    private static void writePlan(JsonGenerator json, ScalingPlan plan) throws IOException {
        json.writeNumberField("repetitions", plan.repetitions());
        json.writeNumberField("warmUps", plan.warmUps());
        json.writeNumberField("seed", plan.seed());
    }

    private static void writeSurroundings(JsonGenerator json, Surroundings around) throws IOException {
        json.writeStringField("place", around.place().name());
        json.writeStringField("placeTitle", around.place().title());
        json.writeNumberField("available", around.available());
        json.writeStringField(
                "startedAt", around.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeStringField(
                "finishedAt", around.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeObjectFieldStart("machine");
        json.writeStringField("processor", around.machine().processor());
        json.writeNumberField("cores", around.machine().cores());
        json.writeNumberField("memoryBytes", around.machine().memoryBytes());
        json.writeStringField("system", around.machine().system());
        json.writeStringField("jdk", around.machine().jdk());
        json.writeStringField("version", around.machine().version());
        json.writeEndObject();
        json.writeObjectFieldStart("load");
        json.writeNumberField("before", rounded(around.loadBefore()));
        json.writeNumberField("after", rounded(around.loadAfter()));
        if (around.otherCores().isPresent()) {
            json.writeNumberField("otherCores", rounded(around.otherCores().getAsDouble()));
        } else {
            json.writeNullField("otherCores");
        }
        json.writeEndObject();
    }

    private static void writeSize(JsonGenerator json, ScalingReport report, SizeRuns size) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", size.size().title());
        json.writeNumberField("workers", size.size().workers());
        json.writeNumberField("slotsEach", size.size().slots());
        json.writeNumberField("slots", size.size().total());
        writeSamples(json, "seconds", size.seconds());
        writeSamples(json, "speedUp", report.speedUps(size));
        json.writeNumberField("efficiency", rounded(report.efficiency(size)));
        json.writeArrayFieldStart("runs");
        List<Double> gains = report.speedUps(size).values();
        for (int i = 0; i < size.runs().size(); i++) {
            Run run = size.runs().get(i);
            json.writeStartObject();
            json.writeNumberField("seconds", rounded(run.seconds()));
            json.writeNumberField("wholeSeconds", rounded(run.wholeSeconds()));
            json.writeNumberField("busySeconds", rounded(run.busySeconds()));
            json.writeNumberField("speedUp", rounded(gains.get(i)));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFit(JsonGenerator json, Optional<AmdahlFit> found) throws IOException {
        if (found.isEmpty()) {
            json.writeNullField("fit");
            return;
        }
        AmdahlFit fit = found.get();
        json.writeObjectFieldStart("fit");
        json.writeNumberField("serialFraction", rounded(fit.serialFraction()));
        json.writeNumberField("low", rounded(fit.low()));
        json.writeNumberField("high", rounded(fit.high()));
        json.writeNumberField("cost", rounded(fit.cost()));
        if (Double.isInfinite(fit.limit())) {
            json.writeNullField("limit");
        } else {
            json.writeNumberField("limit", rounded(fit.limit()));
        }
        if (fit.worthDoubling().isPresent()) {
            json.writeNumberField("worthDoublingUpTo", fit.worthDoubling().getAsLong());
        } else {
            json.writeNullField("worthDoublingUpTo");
        }
        json.writeEndObject();
    }

    private static void writeStop(JsonGenerator json, Optional<ScalingReport.Stop> stop) throws IOException {
        if (stop.isEmpty()) {
            json.writeNullField("stoppedPaying");
            return;
        }
        json.writeObjectFieldStart("stoppedPaying");
        json.writeNumberField("from", stop.get().from().total());
        json.writeNumberField("to", stop.get().to().total());
        json.writeNumberField("gainOfDoubling", rounded(stop.get().gain()));
        json.writeEndObject();
    }

    private static void writeSamples(JsonGenerator json, String field, Samples samples) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("median", rounded(samples.median()));
        json.writeNumberField("min", rounded(samples.least()));
        json.writeNumberField("max", rounded(samples.most()));
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> lines) throws IOException {
        json.writeArrayFieldStart(field);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    private static double rounded(double value) {
        return Math.rint(value * MICROS) / MICROS;
    }
}
