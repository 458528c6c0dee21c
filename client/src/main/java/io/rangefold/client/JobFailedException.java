package io.rangefold.client;

/** A job has ended without a result: it failed, was cancelled, or its time-out ended it. */
public final class JobFailedException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    private final transient Job job;
    private final transient Fault fault;

    JobFailedException(Job job) {
        this(job, job.fault().orElseGet(() -> faultOf(job)));
    }

    private JobFailedException(Job job, Fault fault) {
        super("job " + job.id() + " is " + job.state() + ": " + fault);
        this.job = job;
        this.fault = fault;
    }

    private static Fault faultOf(Job job) {
        return switch (job.state()) {
            case CANCELLED -> new Fault("cancelled", "somebody cancelled it", "", "");
            case TIMED_OUT -> new Fault("timed-out", "its time-out ended it", "", "give it more time, or more workers");
            default -> new Fault("failed", "the coordinator gives no reason", "", "");
        };
    }

    /** As it ended. */
    public Job job() {
        return job;
    }

    /** Why: code, message, where, hint. */
    public Fault fault() {
        return fault;
    }
}
