package io.rangefold.job.range.fold;

import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.WorkMeter;

/**
 * Polls a kernel's context every few milliseconds of work, and keeps the end that the stride has by it. Looks at the clock
 * only after work that should have taken a twentieth of a millisecond, so it may be told of work as often as one likes.
 */
public final class Pacer implements WorkMeter {
    private static final long UNITS_BETWEEN_LOOKS = 50_000;
    private static final long NANOS_BETWEEN_POLLS = 3_000_000;

    private KernelContext context = KernelContext.detached(0);
    private long index;
    private long end;
    private long units;
    private long polledAtNanos;

    /** Begins the stride {@code [low, high)}. */
    public void begin(long low, long high, KernelContext strideContext) {
        context = strideContext;
        index = low;
        end = high;
        units = 0;
        polledAtNanos = System.nanoTime();
    }

    /** The end that the stride has now; never grows. */
    public long end() {
        return end;
    }

    /** Says which index is computed from now on. */
    public void at(long current) {
        index = current;
    }

    @Override
    public void spend(long work) {
        units += work;
        if (units >= UNITS_BETWEEN_LOOKS) {
            look();
        }
    }

    private void look() {
        units = 0;
        long now = System.nanoTime();
        if (now - polledAtNanos >= NANOS_BETWEEN_POLLS) {
            end = Math.min(end, context.poll(index));
            polledAtNanos = System.nanoTime();
        }
    }
}
