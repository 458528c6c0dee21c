package io.rangefold.client;

/** What was waited for has not happened in time. The jobs themselves go on. */
public final class WaitTimedOutException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    WaitTimedOutException(String message) {
        super(message);
    }
}
