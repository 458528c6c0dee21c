package io.rangefold.cli.syntax;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.job.BadInputException;

/** Ends a command with an exit code and an explanation. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient JobFault fault;

    public CliException(int exitCode, JobFault fault) {
        super(fault.message());
        this.exitCode = exitCode;
        this.fault = fault;
    }

    public CliException(int exitCode, String code, String message, String where, String hint) {
        this(exitCode, new JobFault(code, message, where, hint));
    }

    /** Wrong usage. */
    public static CliException usage(String message, String where, String hint) {
        return new CliException(ExitCode.USAGE, "usage", message, where, hint);
    }

    /** A command that is agreed upon but not there. */
    public static CliException notBuilt(String what, String hint) {
        return new CliException(ExitCode.USAGE, "not-built", what + " is not built yet", what, hint);
    }

    /** Bad input that was found by a job kind, or by whoever reads its arguments. */
    public static CliException badInput(BadInputException bad) {
        return badInput(bad.getMessage(), bad.where(), bad.hint());
    }

    public static CliException badInput(String message, String where, String hint) {
        return new CliException(ExitCode.USAGE, "bad-input", message, where, hint);
    }

    public int exitCode() {
        return exitCode;
    }

    public JobFault fault() {
        return fault;
    }
}
