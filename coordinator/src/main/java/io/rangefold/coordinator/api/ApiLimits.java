package io.rangefold.coordinator.api;

import java.time.Duration;

/**
 * How much of an API server a few callers may hold, however slow or many they are.
 *
 * @param idle so long nothing may arrive or leave in the middle of a request, until it is cut off; at least 1 ms
 * @param grace so long a body may come at any pace
 * @param bytesPerSecond what a body has to bring on average from then on; 0 or more
 * @param bodies so many are taken in at a time: each holds a thread; at least 1
 * @param connections so many are open at a time, others wait to be accepted; at least 1
 */
public record ApiLimits(Duration idle, Duration grace, long bytesPerSecond, int bodies, int connections) {
    /** For people on slow lines too. */
    public static final ApiLimits DEFAULT =
            new ApiLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 10_000, 32, 4096);

    /** Checks the bounds. */
    public ApiLimits {
        if (idle.toMillis() < 1 || grace.isNegative() || bytesPerSecond < 0 || bodies < 1 || connections < 1) {
            throw new IllegalArgumentException("limits must leave some room");
        }
    }
}
