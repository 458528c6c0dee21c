package io.rangefold.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Submits jobs to a Rangefold cluster, and waits for them. Thread-safe; one client is enough for a program, and for thousands
 * of jobs at a time.
 *
 * <p>It knows one or more coordinators, follows the one that leads, and gets over the death of any while another takes over
 * within its patience; no submission makes two jobs by that. Methods throw {@link NotReachableException} if no coordinator
 * answers within the patience, at once if none has ever answered; {@link BadRequestException} if the coordinator refuses;
 * {@link WaitInterruptedException} if the thread is interrupted; and {@link ClientClosedException}.
 */
public final class RangefoldClient implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final int THREADS = 8;
    private static final int LONGEST_LIST = 1000;

    private final Transport transport;
    private final Watcher watcher;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService requests = requestThreads();

    private RangefoldClient(ClientSettings settings) {
        this.transport = new Transport(settings);
        this.watcher = new Watcher(transport);
    }

    /**
     * A client with the usual settings. Nothing is sent yet.
     *
     * @param urls of one coordinator or more, {@code http://HOST:PORT[,…]}
     * @throws IllegalArgumentException if it is not of that form
     */
    public static RangefoldClient connect(String urls) {
        return connect(ClientSettings.of(urls));
    }

    /** A client with these settings. Nothing is sent yet. */
    public static RangefoldClient connect(ClientSettings settings) {
        return new RangefoldClient(settings);
    }

    /**
     * Submits a job.
     *
     * @throws BadRequestException if the coordinator finds a fault with it: {@link BadRequestException#errors} says where
     * @throws UncheckedIOException if a file of the spec can't be read
     */
    public JobHandle submit(JobSpec spec) {
        String key = spec.key().orElseGet(() -> UUID.randomUUID().toString());
        try {
            JsonValue accepted = spec.hasFiles() ? postSpooled(spec, key) : postFromMemory(spec, key);
            return new JobHandle(
                    this, transport.understood(() -> Job.of(accepted).id()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the files of " + spec + ": " + e.getMessage(), e);
        }
    }

    /**
     * Submits jobs, several at a time.
     *
     * @return their handles in the same order
     * @throws BadRequestException if one of them is refused; then the others are cancelled, except those with a key of
     *     their own, which may be another's
     */
    public List<JobHandle> submitAll(Collection<JobSpec> specs) {
        List<CompletableFuture<JobHandle>> submitted = new ArrayList<>();
        for (JobSpec spec : specs) {
            submitted.add(supply(() -> submit(spec)));
        }
        List<JobHandle> handles = new ArrayList<>();
        Optional<RuntimeException> failure = Optional.empty();
        for (CompletableFuture<JobHandle> each : submitted) {
            try {
                handles.add(JobHandle.join(each, System.nanoTime() + Long.MAX_VALUE / 4, ""));
            } catch (WaitInterruptedException e) {
                submitted.forEach(unsent -> unsent.cancel(false));
                throw e;
            } catch (RuntimeException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent()) {
            cancelOwn(List.copyOf(specs), submitted);
            throw failure.get();
        }
        return List.copyOf(handles);
    }

    /** A job by its id, whoever submitted it. Nothing is asked yet, so it may not be there. */
    public JobHandle job(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no job's id");
        }
        return new JobHandle(this, id);
    }

    /** The newest jobs, at most 1000, newest first. */
    public List<Job> jobs() {
        return jobs(LONGEST_LIST);
    }

    /**
     * The newest jobs, newest first.
     *
     * @param limit how many at most, 1 to 1000
     */
    public List<Job> jobs(int limit) {
        return transport.understood(() -> Job.listOf(transport.get("jobs?limit=" + limit)));
    }

    /** The workers of the cluster. */
    public List<Worker> workers() {
        return transport.understood(() -> transport.get("workers").get("workers").elements().stream()
                .map(Worker::of)
                .toList());
    }

    /** The kinds of jobs that the coordinator knows. */
    public List<Kind> kinds() {
        return transport.understood(() -> transport.get("kinds").get("kinds").elements().stream()
                .map(Kind::of)
                .toList());
    }

    /**
     * Handles in the order in which their jobs end, well or not; those whose end can't be learnt of come too, and say so when
     * they are asked. Each comes once. The stream is lazy: taking the next waits for it, and throws {@link
     * WaitTimedOutException} when the time is over.
     *
     * @param limit for all of them together, from now on
     */
    public Stream<JobHandle> asCompleted(Collection<JobHandle> handles, Duration limit) {
        return new Completions(new LinkedHashSet<>(handles), limit).stream();
    }

    /**
     * Ends all that waits, with {@link ClientClosedException}, and lets go of connections and threads. Jobs go on.
     */
    @Override
    public void close() {
        transport.close();
        watcher.close();
        watches.forEach(Watch::close);
        requests.shutdownNow();
        underWay.forEach(each -> each.completeExceptionally(new ClientClosedException()));
    }

    Transport transport() {
        return transport;
    }

    CompletableFuture<Job> end(String id) {
        return watcher.track(id).end();
    }

    /** Fetches the result of a job that has ended. */
    CompletableFuture<JobResult> resultOf(Job job) {
        if (job.state() != JobState.SUCCEEDED) {
            return CompletableFuture.failedFuture(new JobFailedException(job));
        }
        return supply(() -> {
            JsonValue document = transport.get("jobs/" + job.id() + "/result");
            return transport.understood(() -> new JobResult(Job.of(document), document.get("result")));
        });
    }

    Watch watch(String id, Consumer<Job> listener, Consumer<RangefoldException> failed) {
        Watch watch = new Watch(transport, id, listener, failed, watches::remove);
        watches.add(watch);
        watch.start();
        return watch;
    }

    private JsonValue postFromMemory(JobSpec spec, String key) {
        byte[] body = JsonText.write(json -> spec.write(json, key)).getBytes(StandardCharsets.UTF_8);
        return transport.post("jobs", () -> BodyPublishers.ofByteArray(body), body.length);
    }

    private JsonValue postSpooled(JobSpec spec, String key) throws IOException {
        Path spool = Files.createTempFile("rangefold-", ".json");
        try {
            try (OutputStream out = Files.newOutputStream(spool)) {
                JsonText.write(out, json -> spec.write(json, key));
            }
            return transport.post("jobs", () -> ofFile(spool), Files.size(spool));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private static BodyPublisher ofFile(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cancelOwn(List<JobSpec> specs, List<CompletableFuture<JobHandle>> submitted) {
        for (int i = 0; i < submitted.size(); i++) {
            if (specs.get(i).key().isEmpty() && !submitted.get(i).isCompletedExceptionally()) {
                try {
                    submitted.get(i).join().cancel();
                } catch (RangefoldException e) {
                    // The first failure is the one that is told.
                }
            }
        }
    }

    private <T> CompletableFuture<T> supply(Supplier<T> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        underWay.add(answer);
        try {
            requests.execute(() -> complete(answer, request));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new ClientClosedException());
        }
        answer.whenComplete((value, error) -> underWay.remove(answer));
        return answer;
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> request) {
        try {
            answer.complete(request.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private static ExecutorService requestThreads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "rangefold-requests-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
