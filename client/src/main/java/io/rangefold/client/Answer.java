package io.rangefold.client;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What comes back, whole.
 *
 * @param from who answered
 * @param status of HTTP
 */
record Answer(Endpoint from, int status, HttpHeaders headers, byte[] body) {
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final long LONGEST_WANTED_PAUSE_SECONDS = 5;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** Whether asking again may help. */
    boolean isPassing() {
        return PASSING.contains(status);
    }

    /**
     * The document.
     *
     * @throws BadRequestException if it says that the request was refused
     * @throws NotReachableException if it is none, or says that the coordinator failed
     */
    JsonValue document() {
        JsonValue json;
        try {
            json = JsonText.parse(body);
        } catch (IOException e) {
            throw stranger(from, e);
        }
        if (status / 100 == 2) {
            String schema = json.get("schema").text().orElse("");
            if (!schema.startsWith("rangefold.")) {
                throw stranger(from, new IOException("its document has the schema \"" + schema + "\""));
            }
            return json;
        }
        BadRequestException refusal = BadRequestException.of(status, json);
        if (status / 100 != 4) {
            throw new NotReachableException(
                    "the coordinator at " + from + " failed at this: " + refusal.getMessage(), refusal);
        }
        throw refusal;
    }

    /** Why it was refused, as far as that can be read. */
    String refusal() {
        try {
            return BadRequestException.of(status, JsonText.parse(body)).getMessage();
        } catch (IOException e) {
            return "status " + status;
        }
    }

    /** How long the coordinator wants to be left alone, 0 if it does not say. */
    long wantedPauseMillis() {
        return headers.firstValue("Retry-After")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Math.min(Long.parseLong(text), LONGEST_WANTED_PAUSE_SECONDS) * 1000)
                .orElse(0L);
    }

    /** What answers is something else than a coordinator of this version. */
    static NotReachableException stranger(Endpoint where, Exception cause) {
        return new NotReachableException(
                "what answers at " + where + " is no coordinator that this client understands: " + cause.getMessage(),
                cause);
    }
}
