package io.rangefold.coordinator.service;

/** The coordinator can't make anything durable at present; nothing was accepted, what runs goes on. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobFault fault;

    /** @param fault what is wrong and what to do about it */
    public StoreUnavailableException(JobFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    public JobFault fault() {
        return fault;
    }
}
