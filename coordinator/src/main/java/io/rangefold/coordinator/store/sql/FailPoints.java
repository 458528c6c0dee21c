package io.rangefold.coordinator.store.sql;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happens at a {@link FailPoint}: nothing, unless a test has armed it. No option, property or variable does; only code of the same
 * process, which is a test's.
 */
public final class FailPoints {
    private static final AtomicReference<@Nullable Armed> ARMED = new AtomicReference<>();

    private FailPoints() {}

    private record Armed(FailPoint point, AtomicLong hitsLeft, Runnable action) {}

    /**
     * Runs {@code action} once, when {@code point} is reached for the {@code hit}-th time from now on, in the thread that
     * writes: it may throw, or halt the JVM.
     *
     * @param hit from 1
     */
    public static void arm(FailPoint point, long hit, Runnable action) {
        ARMED.set(new Armed(point, new AtomicLong(hit), action));
    }

    /** Nothing happens any more. */
    public static void disarm() {
        ARMED.set(null);
    }

    static void reached(FailPoint point) {
        Armed armed = ARMED.get();
        if (armed != null && armed.point == point && armed.hitsLeft.decrementAndGet() == 0) {
            armed.action.run();
        }
    }
}
