package io.rangefold.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Speaks HTTP with coordinators: with the one that leads, wherever that is. Every attempt is bounded in time and size.
 * Thread-safe.
 *
 * <p>A request may arrive twice, if the first one's answer is lost. So it is for requests alone that change nothing the
 * second time: questions, changes of state, and submissions with a key.
 */
final class Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> REDIRECTIONS = Set.of(307, 308);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final int MAX_HOPS = 3;
    private static final int OK = 200;
    private static final long LEAST_BYTES_PER_SECOND = 100_000;

    private final ClientSettings settings;
    private final Coordinators coordinators;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    Transport(ClientSettings settings) {
        this.settings = settings;
        this.coordinators = new Coordinators(settings.endpoints(), settings.patience());
    }

    /** What is asked; can be sent any number of times. */
    private record Question(String method, String path, Supplier<BodyPublisher> body, long bodyBytes) {}

    /** The document at a path below {@code /api/v1/}. */
    JsonValue get(String path) {
        return ask(new Question("GET", path, BodyPublishers::noBody, 0));
    }

    /** Posts JSON that is supplied anew for every attempt. */
    JsonValue post(String path, Supplier<BodyPublisher> json, long bytes) {
        return ask(new Question("POST", path, json, bytes));
    }

    /** The job whose document is at a path. */
    Job getJob(String path) {
        JsonValue document = get(path);
        return understood(() -> Job.of(document));
    }

    /** The job whose document answers a change of it. */
    Job postJob(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        JsonValue document = post(path, () -> BodyPublishers.ofByteArray(body), body.length);
        return understood(() -> Job.of(document));
    }

    /** Opens a stream of events at whoever leads as far as is known; one attempt. */
    EventStream events(String path, Optional<String> lastEventId) throws IOException {
        Opened opened = open(path, "text/event-stream", lastEventId);
        if (opened.status() != OK) {
            opened.lines().close();
            throw new IOException("no events: status " + opened.status());
        }
        return new EventStream(opened.lines(), settings.maxAnswerBytes());
    }

    /**
     * Opens a body of lines; one attempt.
     *
     * @throws BadRequestException if it is refused
     */
    LineStream lines(String path) throws IOException {
        Opened opened = open(path, "application/x-ndjson, application/problem+json", Optional.empty());
        if (opened.status() == OK) {
            return opened.lines();
        }
        try (LineStream refusal = opened.lines()) {
            String text = refusal.readLine();
            if (opened.status() / 100 != 4) {
                throw new IOException("status " + opened.status());
            }
            throw BadRequestException.of(opened.status(), JsonText.parse(text == null ? "" : text));
        }
    }

    private record Opened(int status, LineStream lines) {}

    private Opened open(String path, String accepted, Optional<String> lastEventId) throws IOException {
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            Endpoint endpoint = coordinators.current();
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(endpoint.at(path)).header("Accept", accepted);
            lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
            LineStream lines = new LineStream(
                    settings.maxAnswerBytes(), settings.answerTimeout().plus(KEEP_ALIVE));
            HttpResponse<Void> head = head(http.sendAsync(request.build(), info -> lines));
            if (!REDIRECTIONS.contains(head.statusCode())) {
                return new Opened(head.statusCode(), lines);
            }
            lines.close();
            coordinators.moveTo(target(endpoint, head.headers(), path));
        }
        throw new IOException("sent on more than " + MAX_HOPS + " times");
    }

    private HttpResponse<Void> head(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
        try {
            return await(answer, settings.answerTimeout());
        } finally {
            // Of no effect on an answer that is there.
            answer.cancel(true);
        }
    }

    /** Waits, and ends at once when this is closed. */
    void pause(long millis) {
        coordinators.pause(millis);
    }

    /** Ends everything that is under way with {@link ClientClosedException}. */
    void close() {
        coordinators.close();
        underWay.forEach(each -> each.cancel(true));
    }

    private JsonValue ask(Question question) {
        Coordinators.Attempts attempts = coordinators.new Attempts();
        while (true) {
            Endpoint begun = coordinators.current();
            try {
                Answer answer = follow(question);
                if (!answer.isPassing()) {
                    return answer.document();
                }
                attempts.failed(begun, unavailable(answer), answer.wantedPauseMillis());
            } catch (BoundedBody.TooLongException e) {
                throw new NotReachableException(e.getMessage() + "; raise ClientSettings.maxAnswerBytes", e);
            } catch (IOException e) {
                attempts.failed(begun, unreachable(e), 0);
            }
        }
    }

    /** The answer of the coordinator that others send us to, which is asked from now on. */
    private Answer follow(Question question) throws IOException {
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            Answer answer = send(question, coordinators.current());
            if (!REDIRECTIONS.contains(answer.status())) {
                return answer;
            }
            coordinators.moveTo(target(answer.from(), answer.headers(), question.path()));
        }
        throw new IOException("the coordinators send one on to the other");
    }

    private Answer send(Question question, Endpoint endpoint) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.at(question.path()))
                .method(question.method(), question.body().get())
                .header("Accept", "application/json, application/problem+json");
        if (question.bodyBytes() > 0) {
            request.header("Content-Type", "application/json");
        }
        BoundedBody body = new BoundedBody(settings.maxAnswerBytes());
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request.build(), info -> body);
        try {
            HttpResponse<byte[]> whole = awaitWhole(answer, body, question.bodyBytes());
            coordinators.reached();
            return new Answer(endpoint, whole.statusCode(), whole.headers(), whole.body());
        } catch (IOException e) {
            if (!(e instanceof ConnectException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof SSLException)) {
                coordinators.reached();
            }
            throw e;
        } finally {
            answer.cancel(true);
        }
    }

    /** What moves has more time: a second for every 100 kB. */
    private HttpResponse<byte[]> awaitWhole(
            CompletableFuture<HttpResponse<byte[]>> answer, BoundedBody body, long bodyBytes) throws IOException {
        long started = System.nanoTime();
        Duration allowed = settings.answerTimeout().plusSeconds(bodyBytes / LEAST_BYTES_PER_SECOND);
        while (true) {
            Duration passed = Duration.ofNanos(System.nanoTime() - started);
            Duration left = allowed.plusSeconds(body.received() / LEAST_BYTES_PER_SECOND)
                    .minus(passed);
            if (left.isNegative() || left.isZero()) {
                throw new HttpTimeoutException("no whole answer within " + passed.toMillis() + " ms");
            }
            try {
                return await(answer, left);
            } catch (HttpTimeoutException e) {
                if (answer.isDone()) {
                    throw e;
                }
            }
        }
    }

    /** Its value. */
    private <T> T await(CompletableFuture<T> future, Duration limit) throws IOException {
        underWay.add(future);
        try {
            coordinators.checkOpen();
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        } catch (CancellationException e) {
            throw new ClientClosedException();
        } catch (InterruptedException e) {
            throw new WaitInterruptedException(e);
        } finally {
            underWay.remove(future);
        }
    }

    private IOException asIoException(Throwable cause) {
        coordinators.checkOpen();
        return cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    }

    private static Endpoint target(Endpoint from, HttpHeaders headers, String path) throws IOException {
        try {
            return from.redirected(headers.firstValue("Location").orElse(""), path);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Makes something of a document.
     *
     * @throws NotReachableException if it is not what this client understands
     */
    <T> T understood(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalStateException | ArithmeticException e) {
            throw Answer.stranger(coordinators.current(), e);
        }
    }

    private NotReachableException unavailable(Answer answer) {
        String why = answer.refusal();
        return new NotReachableException(
                "no coordinator answers at " + coordinators.names() + ": " + why, new IOException(why));
    }

    private NotReachableException unreachable(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new NotReachableException("no coordinator can be reached at " + coordinators.names() + ": " + why, e);
    }
}
