package io.rangefold.client;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job at the coordinators of a {@link RangefoldClient}. Thread-safe.
 *
 * <p>What speaks with a coordinator throws {@link NotReachableException} if none answers within the client's patience, {@link
 * BadRequestException} if it refuses (as when it has forgotten the job), {@link WaitInterruptedException} and {@link
 * ClientClosedException}.
 */
public final class JobHandle {
    private final RangefoldClient client;
    private final String id;
    private @Nullable CompletableFuture<Job> end;
    private @Nullable CompletableFuture<JobResult> result;

    JobHandle(RangefoldClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** By which coordinators, the command line and {@link RangefoldClient#job} know the job. */
    public String id() {
        return id;
    }

    /** The job as it is now. */
    public Job job() {
        return client.transport().getJob("jobs/" + id);
    }

    /**
     * Waits for the result.
     *
     * @param limit how long at most
     * @throws JobFailedException if the job ends without one
     * @throws WaitTimedOutException if it has not ended by then; it goes on
     */
    public JobResult await(Duration limit) {
        long deadline = System.nanoTime() + nanos(limit);
        return join(sharedResult(), deadline, this + " has not ended within " + limit);
    }

    /**
     * The result, when the job has ended; exceptionally {@link JobFailedException} if it ends without one, or what this
     * class says above.
     */
    public CompletionStage<JobResult> result() {
        return outside(sharedResult());
    }

    /** The job as it ended, well or not; exceptionally what this class says above. */
    public CompletionStage<Job> finished() {
        return outside(sharedEnd());
    }

    /**
     * Tells the job's document to {@code listener} now, at changes, and once more when it has ended. A listener that is
     * slower than the changes misses some, never the last. It is called by one thread, which is this watch's own: meant for
     * a few jobs, while any number can be waited for.
     *
     * @param failed told, as the last thing, if no coordinator can be reached any more
     * @return ends the watch; the job goes on
     */
    public Watch watch(Consumer<Job> listener, Consumer<RangefoldException> failed) {
        return client.watch(id, listener, failed);
    }

    /** The same for a listener that does not want to know about failures. */
    public Watch watch(Consumer<Job> listener) {
        return watch(listener, failure -> {});
    }

    /** Ends the job, unless it has ended. */
    public Job cancel() {
        return change("cancel");
    }

    /** Takes the slots away from the job, unless it has ended. */
    public Job pause() {
        return change("pause");
    }

    /** Goes on with the job after {@link #pause}. */
    public Job resume() {
        return change("resume");
    }

    /** Gives the job another priority, -10 to 10: higher runs first. */
    public Job prioritize(int priority) {
        return client.transport().postJob("jobs/" + id + "/priority", "{\"priority\":" + priority + "}");
    }

    /**
     * Tells the elements of a result that is one long list, as of {@code factorize}, in their order, to {@code consumer}, on
     * this thread, one by one as they arrive: the list may be larger than memory. For a job that has succeeded.
     *
     * @return how many there were
     */
    public long elements(Consumer<JsonValue> consumer) {
        return new ElementReader(client.transport(), id, consumer).read();
    }

    /** The id. */
    @Override
    public String toString() {
        return "job " + id;
    }

    private Job change(String verb) {
        return client.transport().postJob("jobs/" + id + "/" + verb, "");
    }

    /** Asked for again if it could not be learnt of before. */
    synchronized CompletableFuture<Job> sharedEnd() {
        if (end == null || end.isCompletedExceptionally()) {
            end = client.end(id);
        }
        return end;
    }

    private synchronized CompletableFuture<JobResult> sharedResult() {
        if (result == null || result.isCompletedExceptionally()) {
            result = sharedEnd().thenCompose(client::resultOf);
        }
        return result;
    }

    /** Other people's code runs on threads of theirs, so that it can't hold up ours. */
    private static <T> CompletionStage<T> outside(CompletableFuture<T> inner) {
        CompletableFuture<T> outer = new CompletableFuture<>();
        inner.whenComplete((value, error) -> outer.completeAsync(() -> {
            if (error != null) {
                throw new CompletionException(cause(error));
            }
            return value;
        }));
        return outer;
    }

    /** @param late what to say if the deadline passes */
    static <T> T join(CompletableFuture<T> future, long deadline, String late) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new WaitTimedOutException(late);
        } catch (ExecutionException e) {
            if (cause(e) instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(cause(e));
        } catch (CancellationException e) {
            throw new ClientClosedException();
        } catch (InterruptedException e) {
            throw new WaitInterruptedException(e);
        }
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static long nanos(Duration limit) {
        return limit.compareTo(Duration.ofDays(36_500)) < 0 ? limit.toNanos() : Long.MAX_VALUE / 4;
    }
}
