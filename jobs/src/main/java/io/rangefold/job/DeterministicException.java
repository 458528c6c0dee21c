package io.rangefold.job;

/** An index that fails the same way wherever and whenever it is computed, as in {@code 1 / 0}. The job fails at once. */
public final class DeterministicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long index;

    /**
     * @param index the failing index, within the stride
     * @param message what failed, in the user's terms: {@code "division by zero at i = 17"}
     */
    public DeterministicException(long index, String message) {
        super(message, null, false, false);
        this.index = index;
    }

    public long index() {
        return index;
    }
}
