package io.rangefold.cli.syntax;

/** What the process tells scripts. */
public final class ExitCode {
    /** Done, and its verification did not fail. */
    public static final int DONE = 0;
    /** The job failed or was cancelled, or its verification failed; or this program did. */
    public static final int FAILED = 1;
    /** Wrong usage or bad input; nothing was started. */
    public static final int USAGE = 2;
    /** No such job or worker. */
    public static final int NOT_FOUND = 3;
    /** The coordinator does not allow it. */
    public static final int NOT_ALLOWED = 4;
    /** The coordinator can't be reached. */
    public static final int UNREACHABLE = 5;
    /** Timed out, or the result is not whole. */
    public static final int INCOMPLETE = 6;
    /** Ended by the user. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
