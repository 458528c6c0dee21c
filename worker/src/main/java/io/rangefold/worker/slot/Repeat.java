package io.rangefold.worker.slot;

/** When to say something again that was not answered: after a pause, then after longer ones. */
final class Repeat {
    private final long pauseNanos;
    private long sentNanos;
    private int factor = 1;

    Repeat(long pauseNanos, long nowNanos) {
        this.pauseNanos = pauseNanos;
        this.sentNanos = nowNanos;
    }

    /** Something new was said: the pauses begin anew. */
    void said(long nowNanos) {
        sentNanos = nowNanos;
        factor = 1;
    }

    /** Whether it is time to say it again; if so, the next pause is twice as long. */
    boolean due(long nowNanos) {
        if (nowNanos - sentNanos < pauseNanos * factor) {
            return false;
        }
        sentNanos = nowNanos;
        factor = Math.min(2 * factor, SlotSettings.MAX_RESEND_FACTOR);
        return true;
    }
}
