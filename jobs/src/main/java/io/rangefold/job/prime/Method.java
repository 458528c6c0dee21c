package io.rangefold.job.prime;

import io.rangefold.job.BadInputException;
import io.rangefold.job.text.Excerpt;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How primes are counted or summed. Numbered in specs by their order. */
enum Method {
    /** Every prime is found. */
    SIEVE("sieve"),
    /** A formula gives the answer up to both ends; no prime between is looked at. */
    COMBINATORIAL("combinatorial");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** As users write it. */
    String word() {
        return word;
    }

    /** @throws BadInputException if there is none of that name */
    static Method parse(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "there is no method " + Excerpt.of(word),
                        "--method",
                        "use one of: "
                                + Arrays.stream(values()).map(Method::word).collect(Collectors.joining(", "))));
    }
}
