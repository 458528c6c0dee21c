package io.rangefold.job;

/** Input data can't be fetched at present; trying again later, or elsewhere, may help. */
public final class BlobUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BlobUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
