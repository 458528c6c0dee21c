package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A step that is repeated for as long as the fault lasts, and what mends the last one. */
final class Repeating implements Fault {
    private final Runnable step;
    private final Runnable mend;
    private volatile boolean over;
    private @Nullable CompletableFuture<Void> running;

    /** @param step with its own pauses */
    Repeating(Runnable step, Runnable mend) {
        this.step = step;
        this.mend = mend;
    }

    @Override
    public void start() {
        over = false;
        CompletableFuture<Void> ended = new CompletableFuture<>();
        running = ended;
        Thread thread = new Thread(() -> repeat(ended), "fault");
        thread.setDaemon(true);
        thread.start();
    }

    private void repeat(CompletableFuture<Void> ended) {
        try {
            while (!over) {
                step.run();
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void heal() {
        over = true;
        assertThat(running).as("has begun").isNotNull();
        try {
            running.orTimeout(Client.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the fault could not go on", e.getCause());
        } finally {
            mend.run();
        }
    }
}
