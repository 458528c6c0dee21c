package io.rangefold.worker.slot;

import java.util.concurrent.TimeUnit;

/**
 * The rhythm of a slot, all in nanoseconds.
 *
 * @param strideTargetNanos how long a stride is to take; mail is read between strides
 * @param strideLimitNanos a kernel that polls has its stride cut short beyond this
 * @param commitNanos how often a lease's progress is committed
 * @param resendNanos what was not answered is sent again after this, then after twice this, up to
 *     {@link #MAX_RESEND_FACTOR} times
 */
public record SlotSettings(long strideTargetNanos, long strideLimitNanos, long commitNanos, long resendNanos) {

    /** The longest pause between repetitions, in units of {@code resendNanos}. */
    public static final int MAX_RESEND_FACTOR = 8;

    /** 20 ms strides, 50 ms at most; a commit a second; repeated after 300 ms. */
    public static final SlotSettings DEFAULT = new SlotSettings(
            TimeUnit.MILLISECONDS.toNanos(20),
            TimeUnit.MILLISECONDS.toNanos(50),
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.MILLISECONDS.toNanos(300));
}
