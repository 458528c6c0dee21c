package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobFault;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Whether a coordinator works, {@value #SCHEMA}. */
public final class HealthDocument {
    public static final String SCHEMA = "rangefold.health/1";

    private HealthDocument() {}

    /** What a coordinator is among others. */
    public enum Role {
        LEADER,
        /** Another one leads. */
        STANDBY,
        /** It does not lead, and does not know who does. */
        NONE
    }

    /**
     * How a coordinator is.
     *
     * @param role among others
     * @param leader the API of the one that leads, if it is another one
     * @param answers whether what does the work answers; false of one that does not lead
     * @param trouble why nothing can be stored at present
     */
    public record Health(Role role, Optional<String> leader, boolean answers, Optional<JobFault> trouble) {}

    /** @param well whether what was asked about is as it should be */
    public static void write(JsonGenerator json, boolean well, Health health) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("status", well ? "ok" : "failing");
        json.writeStringField("role", health.role().name().toLowerCase(Locale.ROOT));
        if (health.leader().isPresent()) {
            json.writeStringField("leader", health.leader().get());
        } else {
            json.writeNullField("leader");
        }
        json.writeStringField("store", store(health));
        json.writeStringField("detail", detail(health));
        json.writeEndObject();
    }

    private static String store(Health health) {
        if (!health.answers()) {
            return "unknown";
        }
        return health.trouble().isPresent() ? "troubled" : "ok";
    }

    private static String detail(Health health) {
        return switch (health.role()) {
            case NONE -> "no coordinator leads at present";
            case STANDBY -> "another coordinator leads";
            case LEADER ->
                health.answers()
                        ? health.trouble().map(JobFault::message).orElse("")
                        : "the coordinator does not answer: see its log";
        };
    }
}
