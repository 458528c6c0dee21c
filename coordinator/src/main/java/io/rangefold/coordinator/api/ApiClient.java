package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.document.DocumentReader;
import io.rangefold.coordinator.document.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Speaks HTTP with coordinators: with the one that leads, wherever that is. Every attempt is bounded in time up to the
 * answer's head. Thread-safe.
 *
 * <p>A request may arrive twice, if the first one's answer is lost with its coordinator or connection. So it is for requests
 * alone that change nothing the second time: questions, changes of state, and submissions with a key.
 */
public final class ApiClient {
    /** The largest body that a coordinator takes, bytes: a file of 256 MiB in base64, and the rest. */
    public static final long MAX_BODY_BYTES = 384L * 1024 * 1024;

    /** How long a request is tried again once a coordinator was reached. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Beyond the time for an answer, a body has a second for so many of its bytes to arrive and be read. */
    private static final long LEAST_BYTES_PER_SECOND = 1_000_000;

    private static final int MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final int MAX_HOPS = 3;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Coordinators coordinators;

    /** @throws IllegalArgumentException if {@code urls} is not of the form {@code http://HOST[:PORT][,…]}, or https */
    public ApiClient(String urls) {
        this(urls, PATIENCE, note -> {}, () -> false);
    }

    /**
     * @param urls of coordinators, with commas between them
     * @param patience how long a request is tried again once a coordinator was reached
     * @param notes told when a coordinator is lost
     * @param givenUp whether the user does not want to wait any longer
     * @throws IllegalArgumentException if {@code urls} is not of the form {@code http://HOST[:PORT][,…]}, or https
     */
    public ApiClient(String urls, Duration patience, Consumer<String> notes, BooleanSupplier givenUp) {
        this.coordinators = new Coordinators(ApiAddress.list(urls), patience, notes, givenUp);
    }

    /** The address of a path below {@code /api/v1/} at the coordinator that is asked now. */
    URI at(String path) {
        return coordinators.current().at(path);
    }

    /**
     * The document at a path below {@code /api/v1/}.
     *
     * @throws ApiRefusedException if there is none
     * @throws ApiUnreachableException if no coordinator answers
     */
    public JsonNode get(String path) {
        return ask(request("GET", path), this::document);
    }

    JsonNode post(String path) {
        return ask(request("POST", path), this::document);
    }

    /** Posts the JSON of a file. */
    JsonNode post(String path, Path json) throws IOException {
        Duration arrival = Duration.ofSeconds(Files.size(json) / LEAST_BYTES_PER_SECOND);
        return ask(new ApiRequest("POST", path, ANSWER_TIMEOUT.plus(arrival), Optional.of(json)), this::document);
    }

    /** The head of the answer that {@link #open} would get. */
    ApiRequest.Answer head(String path) {
        ApiRequest.Answer answer = ask(request("HEAD", path), ApiClient::ofLeader);
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            // A HEAD is answered without the document that says why.
            get(path);
        }
        return answer;
    }

    /** An answer whose body the caller reads and closes. */
    InputStream open(String path) {
        return ask(request("GET", path), answer -> {
            if (answer.status() != HttpURLConnection.HTTP_OK) {
                throw refusal(answer);
            }
            return answer.body();
        });
    }

    private static ApiRequest request(String method, String path) {
        return new ApiRequest(method, path, ANSWER_TIMEOUT, Optional.empty());
    }

    /** Makes something of an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ApiRequest.Answer answer) throws IOException;
    }

    private <T> T ask(ApiRequest request, Reader<T> reader) {
        Coordinators.Attempts attempts = coordinators.attempts();
        while (true) {
            ApiAddress begun = coordinators.current();
            try {
                T value = reader.read(follow(request));
                coordinators.answered();
                return value;
            } catch (ApiRefusedException e) {
                if (!e.fault().code().equals(LeaderGuard.NO_LEADER)) {
                    coordinators.answered();
                    throw e;
                }
                attempts.failed(begun, noLeader("no coordinator leads at " + coordinators.names()));
            } catch (IOException e) {
                attempts.failed(begun, failure(e));
            }
        }
    }

    /** The answer of the coordinator that others send us to, which is asked from now on. */
    private ApiRequest.Answer follow(ApiRequest request) throws IOException {
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            ApiAddress address = coordinators.current();
            ApiRequest.Answer answer = request.send(address, coordinators::reached);
            if (!answer.isRedirection()) {
                return answer;
            }
            coordinators.moveTo(target(address, request, answer));
        }
        throw LeaderGuard.noLeader();
    }

    private ApiUnreachableException failure(IOException e) {
        ApiAddress address = coordinators.current();
        if (!(e instanceof SocketTimeoutException)) {
            return unreachable(
                    coordinators.isOne()
                            ? "the coordinator at " + address + " can't be reached" + ApiRequest.explain(e)
                            : "none of the coordinators at " + coordinators.names() + " can be reached",
                    e);
        }
        ApiUnreachableException silent = unreachable("the coordinator at " + address + " does not answer", e);
        if (!coordinators.hasAlternatives()) {
            throw silent;
        }
        return silent;
    }

    private ApiAddress target(ApiAddress address, ApiRequest request, ApiRequest.Answer answer) throws IOException {
        try (InputStream body = answer.body()) {
            // What is read to its end leaves a connection that can be used again.
            body.readNBytes(MAX_ERROR_BYTES);
        }
        try {
            return address.redirected(answer.header("Location").orElse(""), request.path());
        } catch (IllegalArgumentException e) {
            throw stranger(e);
        }
    }

    /** A HEAD is answered without the document that says why: its head tells that nobody leads. */
    private static ApiRequest.Answer ofLeader(ApiRequest.Answer answer) {
        if (answer.header(Replies.PROBLEM).filter(LeaderGuard.NO_LEADER::equals).isPresent()) {
            throw LeaderGuard.noLeader();
        }
        return answer;
    }

    private JsonNode document(ApiRequest.Answer response) throws IOException {
        if (response.status() / 100 != 2) {
            throw refusal(response);
        }
        return read(response);
    }

    private RuntimeException refusal(ApiRequest.Answer response) throws IOException {
        JsonNode problem = readJson(response);
        try {
            return new ApiRefusedException(response.status(), DocumentReader.problem(problem));
        } catch (IllegalArgumentException e) {
            return stranger(e);
        }
    }

    private JsonNode read(ApiRequest.Answer response) throws IOException {
        JsonNode node = readJson(response);
        if (!node.path("schema").asText().startsWith("rangefold.")) {
            throw stranger(new IllegalArgumentException("no document of ours"));
        }
        return node;
    }

    private JsonNode readJson(ApiRequest.Answer response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_DOCUMENT_BYTES);
            JsonNode node = MAPPER.readTree(Json.parser(new ByteArrayInputStream(bytes)));
            if (node == null) {
                throw stranger(new IllegalArgumentException("no document"));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw stranger(e);
        }
    }

    /** What answers is something else than a coordinator of this version. */
    ApiUnreachableException stranger(Exception cause) {
        return new ApiUnreachableException(
                "what answers at " + coordinators.current() + " is no coordinator that this version understands",
                "check --api or RANGEFOLD_API",
                cause);
    }

    private static ApiUnreachableException unreachable(String message, Exception cause) {
        return new ApiUnreachableException(
                message, "start one with `rangefold coordinator`, or name one with --api or RANGEFOLD_API", cause);
    }

    private static ApiUnreachableException noLeader(String message) {
        return new ApiUnreachableException(
                message,
                "look at the coordinators' logs: one of them takes over within seconds while their database answers",
                new IllegalStateException("no leader"));
    }
}
