package io.rangefold.cli.command;

import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a node has ended, or is told to. */
final class NodeEnd {
    private static final long POLL_MILLIS = 100;

    private NodeEnd() {}

    static void await(CompletionStage<Void> ended, Interrupts.Section section) {
        while (!section.interrupted()) {
            try {
                ended.toCompletableFuture().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                // Neither has happened yet.
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CliException explained) {
                    throw explained;
                }
                CliException failed = new CliException(
                        ExitCode.FAILED,
                        "node-failed",
                        "the node failed: " + e.getCause().getMessage(),
                        "",
                        "see the log above, then start it again");
                failed.initCause(e.getCause());
                throw failed;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
