package io.rangefold.client;

import java.math.BigInteger;

/**
 * What a job that succeeded has computed.
 *
 * @param job as it ended; its verdict says how the result was checked
 * @param value as in <code>{"sum": "4999999950000000"}</code>
 */
public record JobResult(Job job, JsonValue value) {

    /**
     * A part of the result, as {@code text("sum")}.
     *
     * @throws IllegalStateException if there is none of that name
     */
    public String text(String name) {
        return value.get(name).asText();
    }

    /**
     * A whole number of the result, as {@code integer("sum")}, however large.
     *
     * @throws IllegalStateException if there is none of that name
     */
    public BigInteger integer(String name) {
        return value.get(name).asInteger();
    }

    /** The job's id, kind and state, and the result. */
    @Override
    public String toString() {
        return job + " " + value;
    }
}
