package io.rangefold.cli.node;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Learns of signals from the JVM's shutdown: it begins with the signal, waits here until the command has ended in order,
 * and then ends the process with 128 + the signal's number.
 */
public final class ShutdownInterrupts implements Interrupts {
    private static final long GRACE_SECONDS = 40;

    @Override
    public Section enter() {
        ShutdownSection section = new ShutdownSection();
        Runtime.getRuntime().addShutdownHook(new Thread(section::onShutdown, "interrupt"));
        return section;
    }

    private static final class ShutdownSection implements Section {
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean interrupted;

        @Override
        public boolean interrupted() {
            return interrupted;
        }

        @Override
        public void close() {
            closed.countDown();
        }

        private void onShutdown() {
            if (closed.getCount() == 0) {
                return;
            }
            interrupted = true;
            try {
                closed.await(GRACE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
