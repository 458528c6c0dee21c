package io.rangefold.job.expression.function;

/** Some lane of a batch has no value that fits 64 bits; the batch is evaluated exactly instead. Control flow only. */
public final class LaneFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The only one: what failed is found out by the exact evaluation. */
    public static final LaneFailure INSTANCE = new LaneFailure();

    private LaneFailure() {
        super(null, null, false, false);
    }
}
