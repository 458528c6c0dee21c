package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;

/** The idempotency key of a submission is that of another job; nothing was started. */
public final class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The code of its fault. */
    public static final String CODE = "key-taken";

    private final transient JobFault fault;

    public KeyTakenException(JobFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    /** The key is that of a job of another kind, or with other arguments or options. */
    public static KeyTakenException of(String key, JobId other) {
        return new KeyTakenException(new JobFault(
                CODE,
                "the idempotency key \"" + key + "\" is that of another job, " + other,
                "--idempotency-key",
                "choose another key, or submit what was submitted with this one"));
    }

    public JobFault fault() {
        return fault;
    }
}
