package io.rangefold.client;

/**
 * No coordinator answers, or none leads, or what answers is none. Whether a request that was on its way has arrived is not
 * known: a submission may have been accepted, and can be repeated with its key.
 */
public final class NotReachableException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    NotReachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
