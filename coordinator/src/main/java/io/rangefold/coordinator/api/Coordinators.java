package io.rangefold.coordinator.api;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The coordinators that may be asked, and which of them is. Thread-safe.
 *
 * <p>Whoever mistypes an address, or starts no coordinator, wants to know at once; whoever has reached one wants to get over
 * its death, and over the election of the next. So a request that fails is tried again, with the same and with the other
 * addresses, from the moment on that some coordinator took a connection, and until then every address is tried once.
 */
final class Coordinators {
    private static final long PAUSE_MILLIS = 250;
    private static final long STEP_MILLIS = 50;

    private final List<ApiAddress> known;
    private final Duration patience;
    private final Consumer<String> notes;
    private final BooleanSupplier givenUp;
    private ApiAddress current;
    private boolean reached;
    private boolean lost;

    /**
     * @param known the addresses that the user gave, at least one
     * @param patience how long a request is tried again
     * @param notes told when a coordinator is lost
     * @param givenUp whether the user has lost patience
     */
    Coordinators(List<ApiAddress> known, Duration patience, Consumer<String> notes, BooleanSupplier givenUp) {
        this.known = List.copyOf(known);
        this.patience = patience;
        this.notes = notes;
        this.givenUp = givenUp;
        this.current = known.get(0);
    }

    synchronized ApiAddress current() {
        return current;
    }

    /** From now on that one is asked. */
    synchronized void moveTo(ApiAddress address) {
        current = address;
    }

    /** Something takes connections. */
    synchronized void reached() {
        reached = true;
    }

    /** A coordinator has answered. */
    synchronized void answered() {
        reached = true;
        lost = false;
    }

    /** Whether there are addresses that the user did not choose, or several that he did. */
    synchronized boolean hasAlternatives() {
        return known.size() > 1 || !known.contains(current);
    }

    /** Whether the user gave one address only. */
    boolean isOne() {
        return known.size() == 1;
    }

    /** All of them, for messages. */
    String names() {
        return known.stream().map(ApiAddress::toString).collect(Collectors.joining(", "));
    }

    /** The attempts at one request. */
    Attempts attempts() {
        return new Attempts();
    }

    private synchronized boolean isReached() {
        return reached;
    }

    private void sayOnce(String why) {
        boolean first;
        synchronized (this) {
            first = !lost;
            lost = true;
        }
        if (first) {
            notes.accept(why + "; trying again for up to " + patience.toSeconds() + " s");
        }
    }

    /** The attempts at one request; for one thread. */
    final class Attempts {
        private final Set<ApiAddress> failed = new HashSet<>();
        private long deadline;
        private boolean begun;

        /**
         * Moves on to the next address, at once or after a pause.
         *
         * @param at whom the attempt was made with
         * @param failure what to throw if there is nothing left to try
         */
        void failed(ApiAddress at, ApiUnreachableException failure) {
            if (!begun) {
                begun = true;
                deadline = System.nanoTime() + patience.toNanos();
            }
            failed.add(at);
            for (ApiAddress other : known) {
                if (!failed.contains(other)) {
                    moveTo(other);
                    return;
                }
            }
            if (!isReached()) {
                throw failure;
            }
            sayOnce(failure.getMessage());
            pause(failure);
            failed.clear();
            moveTo(known.get(0));
        }

        private void pause(ApiUnreachableException failure) {
            for (long waited = 0; waited < PAUSE_MILLIS; waited += STEP_MILLIS) {
                if (System.nanoTime() - deadline > 0 || givenUp.getAsBoolean()) {
                    throw failure;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw failure;
                }
            }
        }
    }
}
