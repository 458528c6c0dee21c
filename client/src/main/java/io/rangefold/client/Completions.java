package io.rangefold.client;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Handles in the order in which their jobs end. */
final class Completions implements Iterator<JobHandle> {
    private final BlockingQueue<JobHandle> ended = new LinkedBlockingQueue<>();
    private final Duration limit;
    private final long deadline;
    private int left;

    Completions(Set<JobHandle> handles, Duration limit) {
        this.limit = limit;
        this.deadline = System.nanoTime() + JobHandle.nanos(limit);
        this.left = handles.size();
        handles.forEach(handle -> handle.sharedEnd().whenComplete((job, error) -> ended.add(handle)));
    }

    Stream<JobHandle> stream() {
        return StreamSupport.stream(
                Spliterators.spliterator(this, left, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public JobHandle next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        try {
            JobHandle next = ended.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new WaitTimedOutException(
                        (left == 1 ? "1 job has" : left + " jobs have") + " not ended within " + limit);
            }
            left--;
            return next;
        } catch (InterruptedException e) {
            throw new WaitInterruptedException(e);
        }
    }
}
