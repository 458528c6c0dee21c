package io.rangefold.coordinator.api;

import io.rangefold.coordinator.document.FieldPlace;
import io.rangefold.coordinator.service.JobFault;
import java.util.Optional;

/** A request that is answered with a problem document: thrown by the server's handlers, and by the client that gets one. */
public final class ApiRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JobFault fault;
    private final transient Optional<FieldPlace> place;

    /**
     * @param status of HTTP, 307, 400 to 599
     * @param fault what the document says
     */
    public ApiRefusedException(int status, JobFault fault) {
        this(status, fault, Optional.empty());
    }

    /** @param place the field of the request that is wrong */
    ApiRefusedException(int status, JobFault fault, Optional<FieldPlace> place) {
        super(fault.message(), null, false, false);
        this.status = status;
        this.fault = fault;
        this.place = place;
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

    Optional<FieldPlace> place() {
        return place;
    }
}
