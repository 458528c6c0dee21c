package io.rangefold.benchmark.commits;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Waiting {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE_MILLIS = 10;

    private Waiting() {}

    /** @throws IllegalStateException if it does not come true within a minute */
    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
