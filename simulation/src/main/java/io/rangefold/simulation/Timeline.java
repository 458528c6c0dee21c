package io.rangefold.simulation;

import java.util.PriorityQueue;

/** What will happen, in the order of its virtual time; what is due at one moment happens in the order it was asked for. */
final class Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long lastNumber;
    private long happened;

    private record Event(long nanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    /** Virtual nanoseconds since the simulation began. */
    long now() {
        return nowNanos;
    }

    /** How many events there were. */
    long happened() {
        return happened;
    }

    /** At {@code nanos}, or now if that is past. */
    void at(long nanos, Runnable action) {
        events.add(new Event(Math.max(nanos, nowNanos), ++lastNumber, action));
    }

    /** In {@code nanos} from now. */
    void after(long nanos, Runnable action) {
        at(nowNanos + nanos, action);
    }

    /** Lets the next event happen, if there is one. */
    boolean next() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        nowNanos = event.nanos();
        happened++;
        event.action().run();
        return true;
    }
}
