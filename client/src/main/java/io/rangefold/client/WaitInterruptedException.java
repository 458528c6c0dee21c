package io.rangefold.client;

/** The thread was interrupted while it waited; its interrupt status is set again. The jobs themselves go on. */
public final class WaitInterruptedException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    WaitInterruptedException(InterruptedException cause) {
        super("interrupted", cause);
        Thread.currentThread().interrupt();
    }
}
