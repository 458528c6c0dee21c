package io.rangefold.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The coordinators that may be asked, and which of them is. Thread-safe.
 *
 * <p>Whoever mistypes an address wants to know at once; whoever has reached a coordinator wants to get over its death, and
 * over the election of the next. So a request that fails is tried again from the moment on that some coordinator took a
 * connection, and until then every address is tried once.
 */
final class Coordinators {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final List<Endpoint> known;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Endpoint current;
    private boolean reached;

    Coordinators(List<Endpoint> known, Duration patience) {
        this.known = List.copyOf(known);
        this.patience = patience;
        this.current = known.get(0);
    }

    synchronized Endpoint current() {
        return current;
    }

    /** From now on that one is asked. */
    synchronized void moveTo(Endpoint endpoint) {
        current = endpoint;
    }

    /** Something takes connections. */
    synchronized void reached() {
        reached = true;
    }

    /** All of them, for messages. */
    String names() {
        return known.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }

    /** Ends all pauses. */
    void close() {
        closed.countDown();
    }

    /** @throws ClientClosedException if it is closed */
    void checkOpen() {
        if (closed.getCount() == 0) {
            throw new ClientClosedException();
        }
    }

    /**
     * Waits.
     *
     * @throws ClientClosedException if it is closed meanwhile
     */
    void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new ClientClosedException();
            }
        } catch (InterruptedException e) {
            throw new WaitInterruptedException(e);
        }
    }

    private synchronized boolean isReached() {
        return reached;
    }

    /** The attempts at one request; for one thread. */
    final class Attempts {
        private final Set<Endpoint> failed = new HashSet<>();
        private long deadline;
        private long pauseMillis = FIRST_PAUSE_MILLIS;
        private boolean begun;

        /**
         * Moves on to the next address, at once or after a pause.
         *
         * @param at whom the attempt was made with
         * @param failure what to throw if there is nothing left to try
         * @param wantedPauseMillis what a coordinator has asked for, 0 if it has not
         */
        void failed(Endpoint at, NotReachableException failure, long wantedPauseMillis) {
            if (!begun) {
                begun = true;
                deadline = System.nanoTime() + patience.toNanos();
            }
            failed.add(at);
            for (Endpoint other : known) {
                if (!failed.contains(other)) {
                    moveTo(other);
                    return;
                }
            }
            long millis = Math.max(pauseMillis, wantedPauseMillis);
            long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
            if (!isReached() || System.nanoTime() + jittered * 1_000_000 - deadline > 0) {
                throw failure;
            }
            pause(jittered);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
            failed.clear();
            moveTo(known.get(0));
        }
    }
}
