package io.rangefold.cli.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rangefold.cli.process.CommandLine;
import io.rangefold.cli.process.CommandLine.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;

/** Asks any coordinator that answers, and asks again until one does: coordinators come and go here. */
final class Client {
    /** How long a job may take with everything that happens to it. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING", "PAUSED");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int UNREACHABLE = 5;

    private final List<String> apis;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Client(List<String> apis) {
        this.apis = List.copyOf(apis);
    }

    /** Looks at once, and then often. */
    private static ConditionFactory patiently(String what) {
        return await(what).pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE);
    }

    /** Hands a job in, once, where somebody answers; its id. */
    String submit(List<String> words) {
        Outcome outcome = command(Stream.concat(Stream.of("submit"), words.stream()));
        if (outcome.exitCode() != 0) {
            throw new AssertionError(words + ": " + outcome.err());
        }
        return outcome.out().strip();
    }

    /** Asks each coordinator once to take a job; empty if none says that it has. */
    Optional<String> trySubmit(List<String> words, String idempotencyKey) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("kind", words.get(0)).put("idempotencyKey", idempotencyKey);
        ObjectNode arguments = body.putObject("arguments");
        for (int i = 1; i < words.size(); i += 2) {
            arguments.put(words.get(i).substring(2), words.get(i + 1));
        }
        return firstAnswer(
                        "jobs",
                        request -> request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
                .map(job -> job.path("id").asText());
    }

    /** Hands a job in until that is acknowledged: one job, however often it takes. */
    String submitSurely(List<String> words, String idempotencyKey) {
        return patiently("acknowledgement of " + words)
                .until(() -> trySubmit(words, idempotencyKey), Optional::isPresent)
                .orElseThrow();
    }

    /** Runs a client command where somebody answers it. */
    Outcome command(Stream<String> words) {
        String[] all = words.toArray(String[]::new);
        Outcome last = null;
        for (String api : apis) {
            last = new CommandLine(api).run(all);
            if (last.exitCode() == 0 || last.exitCode() != UNREACHABLE && apis.size() == 1) {
                return last;
            }
        }
        if (last == null) {
            throw new IllegalStateException("no coordinator is known");
        }
        return last;
    }

    /** What the first coordinator that answers has at that path below {@code /api/v1/}; empty if none answers. */
    Optional<JsonNode> tryGet(String path) {
        return firstAnswer(path, request -> request);
    }

    private Optional<JsonNode> firstAnswer(String path, UnaryOperator<HttpRequest.Builder> form) {
        for (String api : apis) {
            try {
                HttpRequest request = form.apply(HttpRequest.newBuilder(URI.create(api + "/api/v1/" + path)))
                        .timeout(TIMEOUT)
                        .build();
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    return Optional.of(new ObjectMapper().readTree(answer.body()));
                }
            } catch (IOException e) {
                // The next one, or the next time.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return Optional.empty();
    }

    /** As {@link #tryGet}, until somebody answers. */
    JsonNode get(String path) {
        return patiently(path + " of " + apis)
                .until(() -> tryGet(path), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode job(String id) {
        return get("jobs/" + id);
    }

    /** Items of a job whose commits counted so far. */
    long items(String id) {
        return job(id).path("execution").path("items").asLong();
    }

    /** Waits until a job has committed something. */
    void awaitProgress(String id) {
        patiently(id + " commits").until(() -> items(id) > 0);
    }

    /** The document with its result, once the job has ended. */
    JsonNode awaitEnd(String id) {
        patiently("job " + id + " ends").until(() -> !isOpen(job(id)));
        return get("jobs/" + id + "/result");
    }

    boolean isOpen(JsonNode job) {
        return OPEN.contains(job.path("state").asText());
    }

    /** The workers that somebody knows at present. */
    List<JsonNode> workers() {
        List<JsonNode> found = new ArrayList<>();
        tryGet("workers")
                .ifPresent(document -> StreamSupport.stream(
                                document.path("workers").spliterator(), false)
                        .forEach(found::add));
        return found;
    }

    /** The worker of that name, as the coordinator lists it. */
    Optional<JsonNode> worker(String name) {
        return workers().stream()
                .filter(worker -> worker.path("name").asText().equals(name))
                .findFirst();
    }
}
