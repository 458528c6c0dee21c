package io.rangefold.job.mandelbrot;

import java.lang.ref.SoftReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The orbit of a view's centre, with its leaps, computed once for all slots that want it; given up where memory runs short between rows. */
final class SharedOrbit {
    private static final long PULSE_MILLIS = 5;

    private final View view;
    private final ReentrantLock computing = new ReentrantLock();
    private volatile SoftReference<Course> kept = new SoftReference<>(null);

    SharedOrbit(View view) {
        this.view = view;
    }

    /** The orbit; {@code pulse} is called while it is computed, here or elsewhere. */
    Course get(Runnable pulse) {
        Course known = kept.get();
        while (known == null) {
            known = tryCompute(pulse);
        }
        return known;
    }

    private @Nullable Course tryCompute(Runnable pulse) {
        pulse.run();
        try {
            if (!computing.tryLock(PULSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return kept.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the orbit", e);
        }
        try {
            Course known = kept.get();
            if (known == null) {
                known = Course.of(view, pulse);
                kept = new SoftReference<>(known);
            }
            return known;
        } finally {
            computing.unlock();
        }
    }
}
