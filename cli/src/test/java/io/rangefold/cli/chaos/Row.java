package io.rangefold.cli.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A row of the matrix.
 *
 * @param what is broken
 * @param expected what must follow
 * @param needs what the machine must have for it
 * @param course breaks it, and checks what follows
 */
record Row(String what, String expected, List<Tool> needs, Course course) {

    /** Copies. */
    Row {
        needs = List.copyOf(needs);
    }

    /** What happens in a row. Must leave a cluster behind that the next row can use. */
    interface Course {
        void run(RandomGenerator random);
    }

    /**
     * Questions are asked; once all are being computed, the fault begins and lasts for a while; then everything is right.
     *
     * @param leastMillis how long it lasts at least
     * @param mostMillis how long at most
     */
    static Course during(
            Cluster cluster, Fault fault, int leastMillis, int mostMillis, Supplier<List<Question>> questions) {
        return random -> {
            Asked asked = new Asked(cluster);
            questions.get().forEach(asked::ask);
            asked.awaitProgress();
            fault.start();
            try {
                Pause.between(leastMillis, mostMillis, random);
            } finally {
                fault.heal();
            }
            asked.check();
            cluster.awaitWhole();
        };
    }

    /** A row and a seed for it. */
    record Played(Row row, long seed) {
        /** Runs it, unless something is missing for it, which is said. */
        void run() {
            for (Tool tool : row.needs) {
                tool.missing().ifPresent(why -> {
                    System.out.printf("NOT RUN: %s: %s%n", row.what, why);
                    Assumptions.abort("row of the fault matrix not played: " + why);
                });
            }
            System.out.printf("%s: -Drangefold.chaos.seed=%d%n", row.what, seed);
            long start = System.nanoTime();
            try {
                row.course.run(new SplittableRandom(seed));
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        row.what + ", expected: " + row.expected + "; play it again with -Drangefold.chaos.seed="
                                + seed,
                        e);
            }
            System.out.printf("%s: %s, %.1f s%n", row.what, row.expected, (System.nanoTime() - start) / 1e9);
        }

        @Override
        public String toString() {
            return row.what;
        }
    }

    /** These rows, as often as {@code rangefold.chaos.rounds} says, with seeds of their own. */
    static Stream<Played> play(Row... rows) {
        long seed = Long.getLong("rangefold.chaos.seed", System.nanoTime());
        List<Played> all = new ArrayList<>();
        LongStream.range(0, Long.getLong("rangefold.chaos.rounds", 1)).forEach(round -> {
            for (Row row : rows) {
                all.add(new Played(row, seed + round));
            }
        });
        return all.stream();
    }
}
