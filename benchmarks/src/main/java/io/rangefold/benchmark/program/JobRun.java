package io.rangefold.benchmark.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** A job that has ended, as its document tells. */
public record JobRun(JsonNode document) {

    /** A field of the result that holds an integer, as in {@code sum}. */
    public BigInteger number(String field) {
        return new BigInteger(document.path("result").path(field).asText());
    }

    public double items() {
        return execution().path("items").asDouble();
    }

    /** What its slots spent in kernels. */
    public double busySeconds() {
        return execution().path("busySeconds").asDouble();
    }

    /** From its first lease to its end. */
    public double elapsedSeconds() {
        return execution().path("elapsedSeconds").asDouble();
    }

    /** Which code ran. */
    public String kernel() {
        return execution().path("kernel").asText();
    }

    private JsonNode execution() {
        return document.path("execution");
    }
}
