package io.rangefold.client;

/** The client was closed before, or while it waited. The jobs themselves go on. */
public final class ClientClosedException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    ClientClosedException() {
        super("the client is closed");
    }
}
