package io.rangefold.coordinator.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The documents byte by byte: scripts are written against them. */
class JobDocumentTest {
    @Test
    void succeededJob_isWrittenLikeThis() throws IOException {
        JobView job = Examples.succeeded();
        assertThat(pretty(json -> JobDocument.write(json, job, JobDocument.Result.of(Optional.of(Examples.SUM)))))
                .isEqualTo("""
                        {
                          "schema": "rangefold.job/1",
                          "id": "a1b2",
                          "name": "my \\"job\\"",
                          "kind": "range-sum",
                          "state": "SUCCEEDED",
                          "arguments": {
                            "from": "0",
                            "to": "100000000",
                            "expr": "i"
                          },
                          "submittedAt": "2026-11-20T10:58:02.123Z",
                          "startedAt": "2026-11-20T10:58:02.200Z",
                          "finishedAt": "2026-11-20T10:58:03Z",
                          "result": {
                            "sum": "4999999950000000"
                          },
                          "verification": {
                            "verdict": "VERIFIED",
                            "method": "closed-form",
                            "coverage": 1.0,
                            "detail": "equals Faulhaber's formula"
                          },
                          "execution": {
                            "items": "100000000",
                            "leases": 2,
                            "commits": 4,
                            "redispatched": 0,
                            "stolen": 1,
                            "workers": 1,
                            "slots": 2,
                            "kernel": "polynomial",
                            "elapsedSeconds": 0.41,
                            "busySeconds": 0.7,
                            "itemsPerSecond": 243902439
                          },
                          "error": null,
                          "progress": {
                            "committed": "100000000",
                            "total": "100000000",
                            "fraction": 1.0,
                            "busySlots": 0,
                            "itemsPerSecond": 0,
                            "timeLeft": null
                          },
                          "cpu": {
                            "usefulSeconds": 0.7,
                            "lostSeconds": 0.0,
                            "idleSeconds": 0.0,
                            "verificationSeconds": 0.0
                          },
                          "priority": -3,
                          "complete": true
                        }""");
    }

    @Test
    void failedJob_isWrittenOnALine() {
        assertThat(Json.compactText(json -> JobDocument.write(json, Examples.failed(), JobDocument.Result.NONE)))
                .isEqualTo("{\"schema\":\"rangefold.job/1\",\"id\":\"c3\",\"name\":\"\",\"kind\":\"range-sum\","
                        + "\"state\":\"FAILED\",\"arguments\":{},\"submittedAt\":\"2026-11-20T10:58:02Z\","
                        + "\"startedAt\":null,\"finishedAt\":null,\"result\":null,"
                        + "\"verification\":{\"verdict\":\"PENDING\",\"method\":\"\",\"coverage\":0.0,\"detail\":\"\"},"
                        + "\"execution\":{\"items\":\"1\",\"leases\":1,\"commits\":1,\"redispatched\":1,\"stolen\":0,"
                        + "\"workers\":1,\"slots\":1,\"kernel\":\"\",\"elapsedSeconds\":0.0,\"busySeconds\":0.0,"
                        + "\"itemsPerSecond\":0},"
                        + "\"error\":{\"code\":\"division-by-zero\",\"message\":\"division by zero at i = 17\","
                        + "\"where\":\"i = 17\",\"hint\":\"leave 17 out\"},"
                        + "\"progress\":{\"committed\":\"1\",\"total\":\"9223372036854775807\",\"fraction\":0.0,"
                        + "\"busySlots\":2,\"itemsPerSecond\":0,"
                        + "\"timeLeft\":{\"seconds\":12.5,\"low\":10.0,\"high\":20.0}},"
                        + "\"cpu\":{\"usefulSeconds\":1.0,\"lostSeconds\":2.0,\"idleSeconds\":3.0,"
                        + "\"verificationSeconds\":4.0},\"priority\":0,\"complete\":false}");
    }

    @Test
    void resultInAFile_isNamedAndCounted() {
        assertThat(Json.compactText(
                        json -> JobDocument.write(json, Examples.failed(), JobDocument.Result.inFile("out.jsonl", 12))))
                .contains("\"result\":{\"file\":\"out.jsonl\",\"count\":12},");
    }

    @Test
    void list_leavesResultsOut() {
        assertThat(Json.compactText(json -> JobDocument.writeList(json, List.of(Examples.succeeded()), 100)))
                .startsWith("{\"schema\":\"rangefold.jobs/1\",\"jobs\":[{\"schema\":\"rangefold.job/1\"")
                .endsWith("],\"next\":null}")
                .doesNotContain("\"result\"");
    }

    @Test
    void fullList_saysWhereTheNextPageBegins() {
        List<JobView> page = List.of(Examples.succeeded(), Examples.failed());

        assertThat(Json.compactText(json -> JobDocument.writeList(json, page, 2)))
                .endsWith("],\"next\":\"c3\"}");
        assertThat(Json.compactText(json -> JobDocument.writeList(json, List.of(), 2)))
                .endsWith("\"jobs\":[],\"next\":null}");
    }

    @Test
    void key_isWrittenWhereThereIsOne() throws IOException {
        JobView job = Examples.withKey("nightly");
        String text = Json.compactText(json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT));

        assertThat(text).endsWith(",\"idempotencyKey\":\"nightly\"}");
        assertThat(DocumentReader.job(new ObjectMapper().readTree(text)).idempotencyKey())
                .contains("nightly");
        assertThat(Json.compactText(json -> JobDocument.write(json, Examples.failed(), JobDocument.Result.NONE)))
                .doesNotContain("idempotencyKey");
    }

    @Test
    void otherDocuments_areWrittenLikeThis() {
        assertThat(Json.compactText(json -> WorkerDocument.writeList(json, List.of(Examples.WORKER))))
                .isEqualTo("{\"schema\":\"rangefold.workers/1\",\"workers\":[{\"id\":\"w-1\",\"name\":\"node-1\","
                        + "\"address\":\"10.0.0.1:25520\",\"slots\":8,\"busySlots\":3,\"state\":\"DRAINING\","
                        + "\"itemsPerSecond\":13,\"committed\":\"4611686018427387904\",\"cores\":4,\"load\":1.25,"
                        + "\"lastCommit\":\"2026-11-20T10:58:02Z\",\"slotStates\":["
                        + "{\"slot\":0,\"job\":\"a1b2\",\"lease\":\"9\",\"itemsPerSecond\":12},"
                        + "{\"slot\":1,\"job\":null,\"lease\":\"0\",\"itemsPerSecond\":0}]}]}");
        JobFault fault = new JobFault("bad-input", "no", "--expr, column 5", "yes");
        assertThat(Json.compactText(json -> ErrorDocument.write(json, fault)))
                .isEqualTo("{\"schema\":\"rangefold.error/1\",\"error\":{\"code\":\"bad-input\",\"message\":\"no\","
                        + "\"where\":\"--expr, column 5\",\"hint\":\"yes\"}}");
        KindDescription kind = new KindDescription(
                "k",
                "does",
                "N…",
                List.of(new Option("a", OptionType.TEXT, "A", true, "1", "an a")),
                List.of("k 1"),
                "ns");
        assertThat(Json.compactText(json -> KindsDocument.write(json, List.of(kind))))
                .isEqualTo("{\"schema\":\"rangefold.kinds/1\",\"kinds\":[{\"name\":\"k\",\"summary\":\"does\","
                        + "\"positional\":\"N…\",\"options\":[{\"name\":\"a\",\"type\":\"TEXT\",\"placeholder\":\"A\","
                        + "\"required\":true,\"default\":\"1\",\"description\":\"an a\"}],\"examples\":[\"k 1\"],"
                        + "\"resultElements\":\"ns\",\"resultImage\":\"\"}]}");
    }

    @Test
    void lines_areSeparatedByLineEnds() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.lines(bytes)) {
            json.writeString("a");
            json.writeStartObject();
            json.writeEndObject();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\"a\"\n{}");
    }

    @Test
    void documents_areReadBack() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (JobView job : List.of(Examples.succeeded(), Examples.failed())) {
            String text = Json.compactText(json -> JobDocument.write(json, job, JobDocument.Result.LEFT_OUT));
            JobView read = DocumentReader.job(mapper.readTree(text));
            assertThat(Json.compactText(json -> JobDocument.write(json, read, JobDocument.Result.LEFT_OUT)))
                    .isEqualTo(text);
        }
        for (WorkerView worker : List.of(Examples.WORKER, Examples.UNKNOWN_WORKER)) {
            String text = Json.compactText(json -> WorkerDocument.write(json, worker));
            assertThat(DocumentReader.worker(mapper.readTree(text)).slotStates())
                    .isEqualTo(worker.slotStates());
            assertThat(Json.compactText(
                            json -> WorkerDocument.write(json, DocumentReader.worker(mapper.readTree(text)))))
                    .isEqualTo(text);
        }
        Explanation explanation = new Explanation(
                Examples.failed(),
                "it waits",
                List.of(new Explanation.Leased(Long.MAX_VALUE, "w", 1, 2, Long.MAX_VALUE, "audit", 3)),
                List.of(new Explanation.Pending(4, 5, "no slot")),
                List.of("a waits for b"));
        String text = Json.compactText(json -> ExplainDocument.write(json, explanation));
        Explanation read = DocumentReader.explanation(mapper.readTree(text));
        assertThat(Json.compactText(json -> ExplainDocument.write(json, read))).isEqualTo(text);
    }

    private static String pretty(Json.Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.pretty(bytes)) {
            document.write(json);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
