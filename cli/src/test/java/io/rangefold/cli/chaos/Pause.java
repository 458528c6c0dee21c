package io.rangefold.cli.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Time that a fault lasts: part of what is tested, not a wait for something to be ready. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Any time between the two, in milliseconds. */
    static void between(int low, int high, RandomGenerator random) {
        of(Duration.ofMillis(random.nextInt(low, high)));
    }
}
