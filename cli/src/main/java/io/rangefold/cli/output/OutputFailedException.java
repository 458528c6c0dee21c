package io.rangefold.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output does not take what is written to it. */
public final class OutputFailedException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    OutputFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether the reader has gone, as {@code head} does: nobody needs to be told. */
    public boolean isBrokenPipe() {
        return "Broken pipe".equals(getMessage());
    }
}
