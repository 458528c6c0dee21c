package io.rangefold.coordinator.service;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Options that every kind of job has.
 *
 * @param name for humans, at most 200 characters; empty for none
 * @param priority -10 to 10, higher runs first
 * @param maxSlots at most so many slots at a time, at least 1; empty for no limit
 * @param timeout from submission; empty for none
 * @param maxAttempts how often a range may fail, 1 to 100
 * @param verify how the result is checked
 */
public record JobOptions(
        String name,
        int priority,
        OptionalInt maxSlots,
        Optional<Duration> timeout,
        int maxAttempts,
        VerifyMode verify) {

    public static final JobOptions DEFAULT =
            new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, new VerifyMode.Check());

    /** Checks the bounds; the command line and the API say the same in users' words before. */
    public JobOptions {
        if (name.length() > 200) {
            throw new IllegalArgumentException("name of more than 200 characters");
        }
        if (priority < -10 || priority > 10) {
            throw new IllegalArgumentException("priority " + priority + " is not within -10 and 10");
        }
        if (maxSlots.isPresent() && maxSlots.getAsInt() < 1) {
            throw new IllegalArgumentException("max-slots " + maxSlots.getAsInt() + " is below 1");
        }
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException("max-attempts " + maxAttempts + " is not within 1 and 100");
        }
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw new IllegalArgumentException("timeout " + timeout.get() + " is not positive");
        }
    }
}
