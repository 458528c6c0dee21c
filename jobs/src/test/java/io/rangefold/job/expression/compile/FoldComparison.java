package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.lanes.RandomExpressions;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Compares compiled folds of random expressions over random ranges with the reference evaluator. A seed names a case; run
 * any number of them for any time with {@code main SECONDS [FIRST SEED]}.
 */
final class FoldComparison {
    private static final long[] CENTERS = {
        0,
        1,
        10,
        1_000,
        1L << 16,
        1L << 31,
        -(1L << 31),
        3_037_000_499L,
        1L << 40,
        1L << 53,
        -(1L << 53),
        1L << 62,
        Long.MAX_VALUE - 80_000,
        Long.MIN_VALUE + 40
    };

    private static final int MOST_ITEMS = 60;
    private static final int MANY_ITEMS = 2_500;

    /** More than a block, now and then. */
    private static final int LONG_ITEMS = 70_000;

    private static final int ONE_IN_LONG = 100;

    private static final long WORK_PER_CASE = 50_000_000;

    private long compared;

    /** How many folds had an outcome, which was right. */
    long compared() {
        return compared;
    }

    /** Runs one case in all folds and ways; says what differs, or nothing. */
    Optional<String> run(long seed) {
        Random random = new Random(seed);
        String text = new RandomExpressions(seed).next(1 + random.nextInt(4));
        long first = CENTERS[random.nextInt(CENTERS.length)] - random.nextInt(20);
        int n = 1 + random.nextInt(random.nextInt(8) == 0 ? MANY_ITEMS : MOST_ITEMS);
        if (random.nextInt(ONE_IN_LONG) == 0) {
            n = LONG_ITEMS;
        }
        long lowest =
                first > Long.MIN_VALUE + (1L << 40) && random.nextBoolean() ? first - random.nextInt(1 << 30) : first;
        return compare(text, lowest, first, n);
    }

    /** Compares the folds over {@code n} integers from {@code first} on, compiled for those from {@code lowest} on. */
    Optional<String> compare(String text, long lowest, long first, int n) {
        Node root = Expression.parse(text, "--expr").root();
        Optional<List<BigInteger>> reference = reference(root, first, n);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        List<BigInteger> values = reference.get();
        for (Fold fold : Fold.values()) {
            for (boolean vectors : new boolean[] {false, true}) {
                CompiledFold compiled = new CompiledFold(root, fold, lowest, first + (n - 1), WorkMeter.unlimited());
                compiled.narrow(first, first + (n - 1));
                compiled.program()
                        .filter(p -> p.vectors().isPresent())
                        .ifPresent(p -> p.race().decide(vectors));
                Optional<String> outcome = outcome(compiled, fold, first, n);
                String expected = expected(values, fold, n);
                if (outcome.isPresent() && !outcome.get().equals(expected)) {
                    return Optional.of(String.format(
                            "%s of %s over %d items from %d, compiled from %d on, %s: %s, but the reference has %s",
                            fold, text, n, first, lowest, compiled.describe(), outcome.get(), expected));
                }
                compared += outcome.isPresent() ? 1 : 0;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> outcome(CompiledFold compiled, Fold fold, long first, int n) {
        return switch (fold) {
            case SUM, COUNT -> {
                ExactSum sum = new ExactSum();
                long done = compiled.sum(first, n, sum);
                yield done == n ? Optional.of(sum.total().toString()) : Optional.empty();
            }
            case MIN, MAX -> compiled.extreme(first, n).map(Object::toString);
            case VALUES ->
                compiled.values(first, Math.min(n, LaneMath.LANES)).map(values -> {
                    StringBuilder text = new StringBuilder();
                    for (int k = 0; k < Math.min(n, LaneMath.LANES); k++) {
                        text.append(values[k]).append(' ');
                    }
                    return text.toString();
                });
        };
    }

    /** The values up to the first that does not exist; nothing if they take too long. */
    private static Optional<List<BigInteger>> reference(Node root, long first, int n) {
        List<BigInteger> values = new ArrayList<>();
        long[] left = {WORK_PER_CASE};
        WorkMeter meter = units -> {
            left[0] -= units;
            if (left[0] < 0) {
                throw EvaluationException.tooLarge();
            }
        };
        ReferenceEvaluator evaluator = new ReferenceEvaluator(root, meter);
        try {
            for (int k = 0; k < n; k++) {
                values.add(evaluator.evaluate(BigInteger.valueOf(first + k)));
            }
        } catch (EvaluationException e) {
            return left[0] < 0 ? Optional.empty() : Optional.of(values);
        }
        return Optional.of(values);
    }

    private static String expected(List<BigInteger> values, Fold fold, int n) {
        int wanted = fold == Fold.VALUES ? Math.min(n, LaneMath.LANES) : n;
        if (values.size() < wanted) {
            return "no outcome";
        }
        return switch (fold) {
            case SUM -> values.stream().reduce(BigInteger.ZERO, BigInteger::add).toString();
            case COUNT ->
                Long.toString(values.stream().filter(v -> v.signum() != 0).count());
            case MIN -> values.stream().reduce(BigInteger::min).orElseThrow().toString();
            case MAX -> values.stream().reduce(BigInteger::max).orElseThrow().toString();
            case VALUES -> {
                StringBuilder text = new StringBuilder();
                values.subList(0, wanted).forEach(v -> text.append(v).append(' '));
                yield text.toString();
            }
        };
    }

    /** Runs cases for so many seconds, and ends with 1 at the first that differs. */
    public static void main(String[] args) {
        long end = System.nanoTime() + (long) (1e9 * Double.parseDouble(args[0]));
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        FoldComparison comparison = new FoldComparison();
        for (; System.nanoTime() < end; seed++) {
            Optional<String> difference = comparison.run(seed);
            if (difference.isPresent()) {
                System.out.println("seed " + seed + ": " + difference.get());
                System.exit(1);
            }
        }
        System.out.println(comparison.compared() + " folds up to seed " + seed + " are right");
    }
}
