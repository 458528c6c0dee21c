package io.rangefold.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A task as a whole command, and the same task as a program in Python.
 *
 * @param title for tables
 * @param goal what it should reach
 * @param words after {@code rangefold}; {@link #JOBS} stands for a file of {@code jobs}
 * @param jobs lines of a jobs file; empty if there is none
 * @param peer the program in {@code benchmarks/peers} and its arguments; empty if there is none
 */
record ShellCase(String title, String goal, List<String> words, List<String> jobs, List<String> peer) {
    static final String JOBS = "JOBS";

    private static final String WINS = "ratio above 1";
    private static final List<Integer> MIXED = List.of(1, 2, 3, 4, 5, 1, 2, 3);
    private static final List<String> PRIMES =
            List.of("112272535095293", "112582705942171", "115280095190773", "115797848077099");
    private static final String SHARED_COUNTER = "count.py";

    static List<ShellCase> all() {
        return List.of(
                client("version"),
                client("jobs"),
                sum("sum of i below 10", "500 ms", "10"),
                alone("sum of i*i below 10", "", "10"),
                alone("sum of i*i below 10^8", "250 ms more than below 10", "10^8"),
                sum("sum of i below 10^8", WINS, "100000000"),
                jobs(
                        "sum of i^2 below 10^7, four times at once",
                        Collections.nCopies(4, "range-sum --from 0 --to 10^7 --expr i^2"),
                        List.of("sum_squares.py", "10000000", "4")),
                jobs(
                        "sum of i%10 below c 10^6, eight jobs with c of 1 to 5",
                        MIXED.stream()
                                .map(c -> "range-sum --from 0 --to " + c + "_000_000 --expr i%10")
                                .toList(),
                        with("sum_mixed.py", MIXED.stream().map(String::valueOf).toList())),
                new ShellCase(
                        "count of 500000; in Python a counter under a lock",
                        WINS,
                        List.of("run", "range-sum", "--from", "0", "--to", "500000", "--expr", "1"),
                        List.of(),
                        List.of(SHARED_COUNTER, "5", "100000")),
                divisors("divisors of four primes of 15 digits", PRIMES),
                divisors("divisors of 1099726899285419", List.of("1099726899285419")));
    }

    private static ShellCase client(String command) {
        return new ShellCase("`rangefold " + command + "`", "200 ms", List.of(command), List.of(), List.of());
    }

    private static ShellCase sum(String title, String goal, String end) {
        List<String> words = List.of("run", "range-sum", "--from", "0", "--to", end);
        return new ShellCase(title, goal, words, List.of(), List.of("sum_range.py", end));
    }

    private static ShellCase alone(String title, String goal, String end) {
        List<String> words = List.of("run", "range-sum", "--from", "0", "--to", end, "--expr", "i*i");
        return new ShellCase(title, goal, words, List.of(), List.of());
    }

    private static ShellCase jobs(String title, List<String> jobs, List<String> peer) {
        return new ShellCase(title, WINS, List.of("run", "--jobs", JOBS), jobs, peer);
    }

    private static ShellCase divisors(String title, List<String> numbers) {
        List<String> words = with("run", with("factorize", with("--divisors", numbers)));
        return new ShellCase(title, WINS, words, List.of(), with("divisors.py", numbers));
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

    /** Whether the program can run on workers that share no memory. */
    boolean scalesOut() {
        return !peer.contains(SHARED_COUNTER);
    }
}
