package io.rangefold.cli.job;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.api.ApiRefusedException;
import io.rangefold.coordinator.api.ApiUnreachableException;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.job.BadInputException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a coordinator answers, and puts its refusals in terms of the command line. */
public final class Answers {
    private static final long TIMEOUT_SECONDS = 60;

    private Answers() {}

    /** @throws CliException if there is no answer, or a refusal */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw translate(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE, "no-answer", "the coordinator does not answer", "", "see its log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", "interrupted", "", "");
        }
    }

    /** The same for what is thrown outside stages, as while a result is read. */
    public static RuntimeException translate(Throwable failure) {
        if (failure instanceof BadInputException bad) {
            return CliException.badInput(bad);
        }
        if (failure instanceof KeyTakenException taken) {
            return new CliException(ExitCode.USAGE, taken.fault());
        }
        if (failure instanceof StoreUnavailableException unavailable) {
            return new CliException(ExitCode.FAILED, unavailable.fault());
        }
        if (failure instanceof ApiUnreachableException unreachable) {
            return asCli(ExitCode.UNREACHABLE, "unreachable", unreachable.getMessage(), unreachable.hint(), failure);
        }
        if (failure instanceof ApiRefusedException refused) {
            return new CliException(exitCode(refused.status()), refused.fault());
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("the coordinator failed: " + failure.getMessage(), failure);
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 400, 413, 415 -> ExitCode.USAGE;
            case 404 -> ExitCode.NOT_FOUND;
            case 401, 403 -> ExitCode.NOT_ALLOWED;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    private static CliException asCli(int exitCode, String code, String message, String hint, Throwable cause) {
        CliException translated = new CliException(exitCode, code, message, "", hint);
        translated.initCause(cause);
        return translated;
    }
}
