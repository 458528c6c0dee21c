package io.rangefold.job.expression;

/** Is told of work while a single value is computed, so that whoever waits for it can be answered meanwhile. */
@FunctionalInterface
public interface WorkMeter {

    /**
     * Counts work that was done since the last call.
     *
     * @param units roughly nanoseconds; calls are due at least every few milliseconds
     * @throws io.rangefold.job.KernelStoppedException if the value is no longer wanted
     */
    void spend(long units);

    /** A meter that counts nothing. */
    static WorkMeter unlimited() {
        return units -> {};
    }
}
