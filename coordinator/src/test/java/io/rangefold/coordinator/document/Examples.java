package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.JobResult;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views to write documents of. */
final class Examples {
    static final JobResult SUM = new JobResult() {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("sum", "4999999950000000");
            json.writeEndObject();
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            out.append("4999999950000000\n");
        }
    };

    static final WorkerView WORKER = new WorkerView(
            "w-1",
            "node-1",
            "10.0.0.1:25520",
            8,
            3,
            WorkerView.State.DRAINING,
            12.6,
            1L << 62,
            4,
            1.25,
            Optional.of(Instant.parse("2026-11-20T10:58:02Z")),
            List.of(
                    new WorkerView.SlotState(0, Optional.of(new JobId("a1b2")), 9, 12),
                    new WorkerView.SlotState(1, Optional.empty(), 0, 0)));

    static final WorkerView UNKNOWN_WORKER =
            new WorkerView("w-2", "node-2", "10.0.0.1:25521", 1, 0, WorkerView.State.ACTIVE, 0, 0);

    private Examples() {}

    static JobView succeeded() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("from", "0");
        arguments.put("to", "100000000");
        arguments.put("expr", "i");
        return new JobView(
                new JobId("a1b2"),
                "my \"job\"",
                "range-sum",
                JobState.SUCCEEDED,
                -3,
                arguments,
                Instant.parse("2026-11-20T10:58:02.123456789Z"),
                Optional.of(Instant.parse("2026-11-20T10:58:02.2Z")),
                Optional.of(Instant.parse("2026-11-20T10:58:03Z")),
                new JobView.Progress(100_000_000, 100_000_000, 0, Double.NaN),
                new JobView.Execution(
                        100_000_000, 2, 4, 0, 1, 1, 2, "polynomial", 0.41, 0.7000000001, 243_902_439.02439025),
                new Verification(Verdict.VERIFIED, "closed-form", 1, "equals Faulhaber's formula"),
                true,
                Optional.empty(),
                Optional.empty(),
                new JobView.Cpu(0.7000000001, 0, 0, 0));
    }

    static JobView withKey(String key) {
        JobView job = failed();
        return new JobView(
                job.id(),
                job.name(),
                job.kind(),
                job.state(),
                job.priority(),
                job.arguments(),
                job.submittedAt(),
                job.startedAt(),
                job.finishedAt(),
                job.progress(),
                job.execution(),
                job.verification(),
                job.complete(),
                job.fault(),
                Optional.of(key),
                job.cpu());
    }

    static JobView failed() {
        return new JobView(
                new JobId("c3"),
                "",
                "range-sum",
                JobState.FAILED,
                0,
                Map.of(),
                Instant.parse("2026-11-20T10:58:02Z"),
                Optional.empty(),
                Optional.empty(),
                new JobView.Progress(1, Long.MAX_VALUE, 2, 0.4, Optional.of(new JobView.TimeLeft(12.5, 10, 20))),
                new JobView.Execution(1, 1, 1, 1, 0, 1, 1, "", 0, 0, 0),
                new Verification(Verdict.PENDING, "", 0, ""),
                false,
                Optional.of(new JobFault("division-by-zero", "division by zero at i = 17", "i = 17", "leave 17 out")),
                Optional.empty(),
                new JobView.Cpu(1, 2, 3, 4));
    }
}
