package io.rangefold.job;

/** Thrown through a kernel by {@link KernelContext#poll}: what it computes is no longer wanted. */
public final class KernelStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it is control flow. */
    public KernelStoppedException() {
        super("stopped", null, false, false);
    }
}
