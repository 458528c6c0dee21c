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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Speaks HTTP with a coordinator. Every call is bounded in time up to the answer's head. Thread-safe. */
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
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

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

    /** The document at a path below {@code /api/v1/}. */
    JsonNode get(String path) {
        return document(send(request(path).GET().build()));
    }

    JsonNode post(String path) {
        return document(
                send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build()));
    }

    /** Posts the JSON of a file. */
    JsonNode post(String path, Path json) throws IOException {
        Duration arrival = Duration.ofSeconds(Files.size(json) / LEAST_BYTES_PER_SECOND);
        HttpRequest request = request(path)
                .timeout(ANSWER_TIMEOUT.plus(arrival))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(json))
                .build();
        return document(send(request));
    }

    /** The head of the answer that {@link #open} would get. */
    HttpResponse<InputStream> head(String path) {
        HttpResponse<InputStream> response = send(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        if (response.statusCode() != 200) {
            // A HEAD is answered without the document that says why.
            get(path);
        }
        return response;
    }

    /** An answer whose body the caller reads and closes. */
    HttpResponse<InputStream> open(String path) {
        HttpResponse<InputStream> response = send(request(path).GET().build());
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        return response;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path)).timeout(ANSWER_TIMEOUT);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw unreachable("the coordinator at " + base + " does not answer", e);
        } catch (IOException e) {
            throw unreachable("the coordinator at " + base + " can't be reached" + detail(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted", e);
        }
    }

    private JsonNode document(HttpResponse<InputStream> response) {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return read(response);
    }

    private RuntimeException refusal(HttpResponse<InputStream> response) {
        JsonNode error = read(response).path("error");
        try {
            return new ApiRefusedException(response.statusCode(), DocumentReader.fault(error));
        } catch (IllegalArgumentException e) {
            return stranger(e);
        }
    }

    private JsonNode read(HttpResponse<InputStream> response) {
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
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return ": there is no such host";
            }
            if (cause instanceof ClosedChannelException) {
                return ": nothing listens there";
            }
        }
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }
}
