package io.rangefold.client;

/** What this client has to say went wrong; one of its subclasses. */
public abstract class RangefoldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RangefoldException(String message) {
        super(message);
    }

    RangefoldException(String message, Throwable cause) {
        super(message, cause);
    }
}
