package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.document.DocumentReader;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.service.JobFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Speaks HTTP with a coordinator. Every call is bounded in time up to the answer's head. Thread-safe.
 *
 * <p>By the JDK's old client: a command that asks one thing has its answer after 20 ms of CPU time, with the new one, which
 * readies threads and TLS first, after 140 ms.
 */
public final class ApiClient {
    /** The largest body that a coordinator takes, bytes: a file of 256 MiB in base64, and the rest. */
    public static final long MAX_BODY_BYTES = 384L * 1024 * 1024;

    /** Beyond the time for an answer, a body has a second for so many of its bytes to arrive and be read. */
    private static final long LEAST_BYTES_PER_SECOND = 1_000_000;

    private static final int MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI base;

    /** @throws IllegalArgumentException if {@code url} is not of the form {@code http://HOST[:PORT]}, or https */
    public ApiClient(String url) {
        this.base = parse(url);
    }

    private static URI parse(String url) {
        URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("not of the form http://HOST:PORT");
        }
        return uri;
    }

    /** The coordinator's address, for messages. */
    public String url() {
        return base.toString();
    }

    /** The address of a path below {@code /api/v1/}. */
    URI at(String path) {
        return URI.create(base + "/api/v1/" + path);
    }

    /** An answer's head, and its body, which the caller reads and closes. */
    record Answer(HttpURLConnection connection, int status, InputStream body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }
    }

    /** The document at a path below {@code /api/v1/}. */
    JsonNode get(String path) {
        return document(send("GET", path, ANSWER_TIMEOUT, Optional.empty()));
    }

    JsonNode post(String path) {
        return document(send("POST", path, ANSWER_TIMEOUT, Optional.empty()));
    }

    /** Posts the JSON of a file. */
    JsonNode post(String path, Path json) throws IOException {
        Duration arrival = Duration.ofSeconds(Files.size(json) / LEAST_BYTES_PER_SECOND);
        return document(send("POST", path, ANSWER_TIMEOUT.plus(arrival), Optional.of(json)));
    }

    /** The head of the answer that {@link #open} would get. */
    Answer head(String path) {
        Answer answer = send("HEAD", path, ANSWER_TIMEOUT, Optional.empty());
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            // A HEAD is answered without the document that says why.
            get(path);
        }
        return answer;
    }

    /** An answer whose body the caller reads and closes. */
    InputStream open(String path) {
        Answer answer = send("GET", path, ANSWER_TIMEOUT, Optional.empty());
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw refusal(answer);
        }
        return answer.body();
    }

    private Answer send(String method, String path, Duration patience, Optional<Path> json) {
        try {
            HttpURLConnection connection = (HttpURLConnection) at(path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
            connection.setReadTimeout((int) patience.toMillis());
            if (method.equals("POST")) {
                write(connection, json);
            }
            return answer(connection);
        } catch (SocketTimeoutException e) {
            throw unreachable("the coordinator at " + base + " does not answer", e);
        } catch (IOException e) {
            throw unreachable("the coordinator at " + base + " can't be reached" + detail(e), e);
        }
    }

    /** With its length said beforehand, a body is sent once and never again, whatever becomes of the connection. */
    private static void write(HttpURLConnection connection, Optional<Path> json) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(json.isPresent() ? Files.size(json.get()) : 0);
        json.ifPresent(file -> connection.setRequestProperty("Content-Type", "application/json"));
        try (OutputStream out = connection.getOutputStream()) {
            if (json.isPresent()) {
                Files.copy(json.get(), out);
            }
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        return new Answer(connection, status, body == null ? InputStream.nullInputStream() : body);
    }

    private JsonNode document(Answer response) {
        if (response.status() / 100 != 2) {
            throw refusal(response);
        }
        return read(response);
    }

    private RuntimeException refusal(Answer response) {
        JsonNode error = read(response).path("error");
        try {
            return new ApiRefusedException(response.status(), DocumentReader.fault(error));
        } catch (IllegalArgumentException e) {
            return stranger(e);
        }
    }

    private JsonNode read(Answer response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_DOCUMENT_BYTES);
            JsonNode node = MAPPER.readTree(Json.parser(new ByteArrayInputStream(bytes)));
            if (node == null || !node.path("schema").asText().startsWith("rangefold.")) {
                throw stranger(new IllegalArgumentException("no document of ours"));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw stranger(e);
        } catch (IOException e) {
            throw unreachable("the coordinator at " + base + " broke off its answer", e);
        }
    }

    /** What answers is something else than a coordinator of this version. */
    ApiUnreachableException stranger(Exception cause) {
        return new ApiUnreachableException(
                "what answers at " + base + " is no coordinator that this version understands",
                "check --api or RANGEFOLD_API",
                cause);
    }

    ApiUnreachableException unreachable(String message, Exception cause) {
        return new ApiUnreachableException(
                message, "start one with `rangefold coordinator`, or name one with --api or RANGEFOLD_API", cause);
    }

    /** The fault of an answer without body. */
    static JobFault tooLarge() {
        return RequestGuard.tooLarge().fault();
    }

    private static String detail(IOException e) {
        if (e instanceof UnknownHostException) {
            return ": there is no such host";
        }
        if (e instanceof ConnectException) {
            return ": nothing listens there";
        }
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }
}
