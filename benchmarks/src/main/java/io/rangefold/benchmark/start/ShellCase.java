package io.rangefold.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task as a whole command, and the same task as a program in Python.
 *
 * @param title for tables
 * @param words after {@code rangefold}; {@link #JOBS} stands for a file of {@code jobs}
 * @param jobs lines of a jobs file; empty if there is none
 * @param peer the program in {@code benchmarks/peers} and its arguments; empty if there is none
 */
record ShellCase(String title, List<String> words, List<String> jobs, List<String> peer) {
    static final String JOBS = "JOBS";

    private static final List<Integer> MIXED = List.of(1, 2, 3, 4, 5, 1, 2, 3);
    private static final List<String> NUMBERS =
            List.of("112272535095293", "112582705942171", "115280095190773", "115797848077099");

    static List<ShellCase> all() {
        return List.of(
                new ShellCase("`rangefold version`", List.of("version"), List.of(), List.of()),
                sum("sum of i below 10", "10"),
                sum("sum of i below 10^8", "100000000"),
                new ShellCase(
                        "sum of i^2 below 10^7, four times at once",
                        List.of("run", "--jobs", JOBS),
                        IntStream.range(0, 4)
                                .mapToObj(i -> "range-sum --from 0 --to 10^7 --expr i^2")
                                .toList(),
                        List.of("sum_squares.py", "10000000", "4")),
                new ShellCase(
                        "sum of i%10 below c 10^6, eight jobs with c of 1 to 5",
                        List.of("run", "--jobs", JOBS),
                        MIXED.stream()
                                .map(c -> "range-sum --from 0 --to " + c + "_000_000 --expr i%10")
                                .toList(),
                        with("sum_mixed.py", MIXED.stream().map(String::valueOf).toList())),
                new ShellCase(
                        "count of 500000; in Python a counter under a lock",
                        List.of("run", "range-sum", "--from", "0", "--to", "500000", "--expr", "1"),
                        List.of(),
                        List.of("count.py", "5", "100000")),
                new ShellCase(
                        "divisors of four primes of 15 digits",
                        with("run", with("factorize", with("--divisors", NUMBERS))),
                        List.of(),
                        with("divisors.py", NUMBERS)));
    }

    private static ShellCase sum(String title, String end) {
        return new ShellCase(
                title,
                List.of("run", "range-sum", "--from", "0", "--to", end),
                List.of(),
                List.of("sum_range.py", end));
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    /** The answers in a job document, as the programs in Python print them. */
    static List<String> answers(JsonNode document) {
        JsonNode result = document.path("result");
        if (result.has("numbers")) {
            List<String> lines = new ArrayList<>();
            result.path("numbers").forEach(number -> {
                List<String> divisors = new ArrayList<>();
                number.path("divisors").forEach(divisor -> divisors.add(divisor.asText()));
                lines.add(String.join(" ", divisors));
            });
            return lines;
        }
        return List.of(result.path("sum").asText());
    }

    Optional<List<String>> peerWords() {
        return Optional.of(peer).filter(words -> !words.isEmpty());
    }
}
