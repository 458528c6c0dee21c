package io.rangefold.job.expression.lanes;

/** Some lane of a batch has no value that fits 64 bits; the batch is evaluated exactly instead. Control flow only. */
final class LaneFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The only one: what failed is found out by the exact evaluation. */
    static final LaneFailure INSTANCE = new LaneFailure();

    private LaneFailure() {
        super(null, null, false, false);
    }
}
