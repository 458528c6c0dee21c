package io.rangefold.benchmark.speedup;

import io.rangefold.benchmark.Semiprimes;
import io.rangefold.job.Arguments;
import io.rangefold.job.Arguments.InputFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Jobs of any size that a benchmark runs. */
enum Workload {
    SUM("range-sum", "i", 1_000_000),
    SQUARES("range-sum", "i*i", 1_000_000),
    COLLATZ("range-sum", "collatz(i+1)", 100_000),
    FACTORIZE("factorize", "", 1_000);

    private static final int DIGITS = 15;
    /** What {@code factorize} takes in one job. */
    private static final long MAX_NUMBERS = 10_000_000;

    private final String kind;
    private final String expression;
    private final long checkItems;

    Workload(String kind, String expression, long checkItems) {
        this.kind = kind;
        this.expression = expression;
        this.checkItems = checkItems;
    }

    static Workload named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String kind() {
        return kind;
    }

    /** For tables. */
    String title() {
        return this == FACTORIZE
                ? "`factorize`, semiprimes of " + DIGITS + " digits"
                : "`" + kind + " --expr '" + expression + "'`";
    }

    /** Enough items to compare answers. */
    long checkItems() {
        return checkItems;
    }

    long maxItems() {
        return this == FACTORIZE ? MAX_NUMBERS : Long.MAX_VALUE;
    }

    /** The arguments of a job of that many items. */
    Arguments arguments(long items) {
        if (this == FACTORIZE) {
            InputFile file = new InputFile("semiprimes.txt", Semiprimes.lines(DIGITS, (int) items));
            return new Arguments(List.of(), Map.of("input", file.name()), Map.of("input", file));
        }
        return Arguments.ofOptions(Map.of("from", "0", "to", String.valueOf(items), "expr", expression));
    }
}
