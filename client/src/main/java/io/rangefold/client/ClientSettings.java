package io.rangefold.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the coordinators are, and how long they are waited for.
 *
 * @param coordinators addresses of their APIs, {@code http://HOST:PORT}, at least one
 * @param patience how long a request is tried again, once some coordinator was reached, while none answers or leads;
 *     0 for not at all
 * @param answerTimeout how long one attempt may take; a longer answer has a second more for every 100 kB of it
 * @param maxAnswerBytes the longest answer that is read
 */
public record ClientSettings(List<String> coordinators, Duration patience, Duration answerTimeout, int maxAnswerBytes) {
    private static final int DEFAULT_MAX_ANSWER_BYTES = 64 * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if an address is not of the form {@code http://HOST[:PORT]}, or https, or a figure is
     *     out of bounds
     */
    public ClientSettings {
        coordinators = List.copyOf(coordinators);
        if (coordinators.isEmpty()) {
            throw new IllegalArgumentException("no address of a coordinator is given");
        }
        coordinators.forEach(Endpoint::of);
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the patience is not within 0 and a year: " + patience);
        }
        if (answerTimeout.isNegative() || answerTimeout.isZero() || answerTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the time for an answer is not above 0 and at most a year: " + answerTimeout);
        }
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("the longest answer is below 1 byte: " + maxAnswerBytes);
        }
    }

    /**
     * With a patience of 30 s, 30 s for an answer, and answers of up to 64 MiB.
     *
     * @param urls {@code URL[,URL…]}
     * @throws IllegalArgumentException if one is not of the form {@code http://HOST[:PORT]}, or https
     */
    public static ClientSettings of(String urls) {
        List<String> coordinators = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            coordinators.add(url.strip());
        }
        return new ClientSettings(
                coordinators, Duration.ofSeconds(30), Duration.ofSeconds(30), DEFAULT_MAX_ANSWER_BYTES);
    }

    /** The same with another patience. */
    public ClientSettings withPatience(Duration other) {
        return new ClientSettings(coordinators, other, answerTimeout, maxAnswerBytes);
    }

    /** The same with another time for an answer. */
    public ClientSettings withAnswerTimeout(Duration other) {
        return new ClientSettings(coordinators, patience, other, maxAnswerBytes);
    }

    /** The same with other longest answers. */
    public ClientSettings withMaxAnswerBytes(int other) {
        return new ClientSettings(coordinators, patience, answerTimeout, other);
    }

    List<Endpoint> endpoints() {
        return coordinators.stream().map(Endpoint::of).distinct().toList();
    }
}
