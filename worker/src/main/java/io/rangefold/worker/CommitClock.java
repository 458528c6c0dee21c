package io.rangefold.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How long commits take to be safe. A lease has one at a time on its way; of leases that were lost, the oldest are forgotten. */
final class CommitClock {
    private final int capacity;
    private final Map<Long, Sent> last = new LinkedHashMap<>();

    private record Sent(long end, long nanos, boolean isSafe) {}

    /** @param capacity leases that are remembered */
    CommitClock(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The commit of a lease up to {@code end} is sent.
     *
     * @return whether that is the first time
     */
    boolean sent(long lease, long end, long nowNanos) {
        Sent known = last.get(lease);
        if (known != null && known.end() == end) {
            return false;
        }
        last.put(lease, new Sent(end, nowNanos, false));
        if (last.size() > capacity) {
            last.remove(last.keySet().iterator().next());
        }
        return true;
    }

    /**
     * All of a lease below {@code mark} is safe.
     *
     * @return how long ago the commit was sent first that is safe with it; empty if none is, or it was before
     */
    OptionalLong acknowledged(long lease, long mark, long nowNanos) {
        Sent known = last.get(lease);
        if (known == null || known.isSafe() || known.end() > mark) {
            return OptionalLong.empty();
        }
        last.put(lease, new Sent(known.end(), known.nanos(), true));
        return OptionalLong.of(nowNanos - known.nanos());
    }
}
