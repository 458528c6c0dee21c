package io.rangefold.coordinator.api;

import io.rangefold.coordinator.service.JobFault;

/** A request that is answered with an error document: thrown by the server's handlers, and by the client that gets one. */
public final class ApiRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JobFault fault;

    /**
     * @param status of HTTP, 307, 400 to 599
     * @param fault what the document says
     */
    public ApiRefusedException(int status, JobFault fault) {
        super(fault.message(), null, false, false);
        this.status = status;
        this.fault = fault;
    }

    ApiRefusedException(int status, String code, String message, String where, String hint) {
        this(status, new JobFault(code, message, where, hint));
    }

    public int status() {
        return status;
    }

    public JobFault fault() {
        return fault;
    }
}
