package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * How fast compiled folds are: {@code main SECONDS [EXPRESSION]} prints, for each, the greatest number of items per second of
 * this thread's CPU time among pieces of 10 ms. The same expressions as loops in C are in {@code benchmarks/peers/loops.c}.
 */
final class FoldSpeed {
    private static final long PIECE_NANOS = 10_000_000;
    private static final long MAX_ITEMS = 1L << 22;

    private record Case(String text, Fold fold, long from, long items) {}

    private static final List<Case> CASES = List.of(
            new Case("i", Fold.SUM, 0, 1L << 30),
            new Case("i*i", Fold.SUM, 0, 1L << 27),
            new Case("i*i", Fold.SUM, 10_000_000_000L, 1L << 30),
            new Case("i*i*i", Fold.SUM, 0, 1L << 27),
            new Case("i%10", Fold.SUM, 0, 1L << 30),
            new Case("popcount(i)", Fold.SUM, 0, 1L << 30),
            new Case("popcount(i)", Fold.SUM, 1L << 40, 1L << 30),
            new Case("gcd(i, 720720)", Fold.SUM, 0, 1L << 30),
            new Case("(i*i+3*i)%1000003==7", Fold.COUNT, 0, 1L << 30),
            new Case("i%3 == 0 || i%5 == 0", Fold.COUNT, 0, 1L << 30),
            new Case("collatz(i)", Fold.SUM, 1, 1L << 27),
            new Case("isprime(i)", Fold.COUNT, 0, 1L << 30));

    private FoldSpeed() {}

    public static void main(String[] args) {
        long nanos = (long) (1e9 * Double.parseDouble(args[0]));
        for (Case one : CASES) {
            if (args.length < 2 || one.text.equals(args[1])) {
                measure(one, nanos);
            }
        }
    }

    private static void measure(Case one, long nanos) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long last = one.from + one.items - 1;
        CompiledFold compiled = new CompiledFold(
                Expression.parse(one.text, "--expr").root(), one.fold, one.from, last, WorkMeter.unlimited());
        compiled.narrow(one.from, last);
        long begun = clock.getCurrentThreadCpuTime();
        long position = 0;
        long size = 1 << 14;
        double best = 0;
        while (clock.getCurrentThreadCpuTime() - begun < nanos) {
            long start = clock.getCurrentThreadCpuTime();
            long items = 0;
            long took;
            do {
                position = position + size > one.items ? 0 : position;
                items += compiled.sum(one.from + position, size, new ExactSum());
                position += size;
                took = clock.getCurrentThreadCpuTime() - start;
            } while (took < PIECE_NANOS);
            best = Math.max(best, items / (double) took);
            size = items > 8 * size ? Math.min(MAX_ITEMS, 2 * size) : size;
        }
        System.out.printf(
                "%-22s %-5s from %-12d %8.3f e9/s   %s%n",
                one.text, one.fold, one.from, best, compiled.describe().orElse("not compiled"));
    }
}
