package io.rangefold.benchmark.kernels;

import java.util.List;

/**
 * A job, and the loops in {@code benchmarks/peers/loops.c} that compute the same.
 *
 * @param kind of the job
 * @param result the field of its result that has the answer
 * @param expression what each i gives
 * @param from the least i
 * @param maxItems of one job: values stay within the width that is to be measured
 * @param checkItems as many as are enough to compare answers, and soon computed
 * @param contests with which loops
 */
record LoopCase(
        String kind,
        String result,
        String expression,
        long from,
        long maxItems,
        long checkItems,
        List<Contest> contests) {

    private static final long ANY = 1L << 50;
    /** Squares of what is below fit 63 bits. */
    private static final long MAX_SQUARED = 3_000_000_000L;

    /**
     * The fastest of some loops, and how many times as fast a slot is to be.
     *
     * @param title for tables
     * @param loops their names in the program
     * @param goal on a JDK with vectors
     * @param goalWithout on one without them
     */
    record Contest(String title, List<String> loops, double goal, double goalWithout) {}

    static List<LoopCase> all() {
        return List.of(
                sum("i", 0, ANY, 100_000_000, against(3, "i", "i-vectorized")),
                sum("i*i", 0, MAX_SQUARED, 100_000_000, against(1.5, "i*i")),
                sum("i%10", 0, ANY, 50_000_000, against(5, "i%10")),
                sum("popcount(i)", 0, ANY, 50_000_000, new Contest("C", List.of("popcount"), 1.2, 0.25)),
                sum("gcd(i,720720)", 0, ANY, 2_000_000, against(1.5, "gcd", "gcd-binary")),
                sum(
                        "collatz(i)",
                        1,
                        ANY,
                        2_000_000,
                        new Contest("C with a table", List.of("collatz-table"), 0.8, 0.5),
                        new Contest("C without a table", List.of("collatz"), 1, 0.5)),
                sum("i*i", 10_000_000_000L, ANY, 20_000_000, new Contest("C, 128 bits", List.of("i*i-128"), 1, 0.5)),
                new LoopCase(
                        "range-count",
                        "count",
                        "(i*i+3*i)%1000003==7",
                        0,
                        MAX_SQUARED,
                        20_000_000,
                        List.of(against(2, "residue"))));
    }

    private static LoopCase sum(String expression, long from, long maxItems, long checkItems, Contest... contests) {
        return new LoopCase("range-sum", "sum", expression, from, maxItems, checkItems, List.of(contests));
    }

    private static Contest against(double goal, String... loops) {
        return new Contest(loops.length > 1 ? "C, the better of " + loops.length : "C", List.of(loops), goal, 0.5);
    }

    /** For tables. */
    String title() {
        return "`" + kind + " --expr '" + expression + "'`" + (from > 1 ? " from " + from + " on" : "");
    }

    /** The job over that many items, as on the command line. */
    String job(long items) {
        return kind + " --from " + from + " --to " + (from + items) + " --expr '" + expression + "'";
    }

    List<String> loops() {
        return contests.stream().flatMap(contest -> contest.loops().stream()).toList();
    }
}
