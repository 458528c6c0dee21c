package io.rangefold.protocol;

/**
 * The name of a worker process: random, so that a process started anew is another worker.
 *
 * @param value 1 to 64 characters
 */
public record WorkerId(String value) {
    /** Checks the length. */
    public WorkerId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a worker id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
