package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Stage.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Jobs of every sort. */
final class RandomJobs {
    private static final long SECOND = 1_000_000_000L;

    private final SplittableRandom random;
    private final double speed;
    private final boolean verifies;

    /**
     * @param random decides
     * @param speed work that the cluster does in a nanosecond
     * @param verifies whether a worker may lie, so that everything is to be computed twice at least
     */
    RandomJobs(SplittableRandom random, double speed, boolean verifies) {
        this.random = random;
        this.speed = speed;
        this.verifies = verifies;
    }

    List<JobPlan> jobs() {
        List<JobPlan> all = new ArrayList<>();
        int count = chance(0.5) ? 1 : 2 + random.nextInt(4);
        for (int number = 0; number < count; number++) {
            all.add(plan("job" + number, count));
        }
        return all;
    }

    private JobPlan plan(String name, int count) {
        long submit = chance(0.4) ? 0 : random.nextLong(8 * SECOND);
        JobOptions options = new JobOptions(
                "",
                chance(0.7) ? 0 : random.nextInt(21) - 10,
                chance(0.8) ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(8)),
                chance(0.95) ? Optional.empty() : Optional.of(Duration.ofMillis(1 + random.nextInt(20_000))),
                3,
                verify());
        return new JobPlan(
                job(name, count), options, submit, chance(0.8) ? List.of() : RandomPlans.interventions(random, submit));
    }

    private VerifyMode verify() {
        if (verifies) {
            return chance(0.5) ? new VerifyMode.Audit(100) : new VerifyMode.Quorum(2 + random.nextInt(2));
        }
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new VerifyMode.None();
            case 3, 4 -> new VerifyMode.Check();
            default -> new VerifyMode.Audit(chance(0.4) ? 100 : 1 + random.nextInt(100));
        };
    }

    private TestJob job(String name, int count) {
        long items = items();
        double work = SECOND * speed * (0.2 + random.nextDouble() * 15) / count;
        boolean huge = items > 1_000_000_000_000L;
        boolean few = items < 50;
        double nanosPerItem = items == 0 ? 1 : few ? random.nextLong(2 * SECOND) : work / items;
        Cost.Shape shape = huge || few ? Cost.Shape.EQUAL : Cost.Shape.values()[random.nextInt(3)];
        boolean search = chance(0.25);
        long hit = search && items > 0 && chance(0.8) ? random.nextLong(items) : -1;
        Trouble trouble = items == 0 ? Trouble.NONE : trouble(items);
        List<Long> stages =
                search || chance(0.85) ? List.of() : List.of(chance(0.3) ? 0L : 1 + random.nextLong(100_000));
        long outputEvery = chance(0.85) || huge ? 0 : 1 + items / (1 + random.nextInt(20_000));
        long guess = (long) Math.max(1, nanosPerItem * Math.pow(10, random.nextDouble() * 6 - 3));
        boolean polls = nanosPerItem >= 2_000_000;
        long partialBytes = items < 100_000 || chance(0.96) ? 0 : 10_000 + random.nextLong(1_000_000);
        Cost cost = new Cost(shape, nanosPerItem, Math.max(1, items));
        Order order = search ? Order.LOWEST_FIRST : Order.SHARES;
        return new TestJob(
                name, items, cost, order, hit, trouble, stages, outputEvery, guess, polls, chance(0.3), partialBytes);
    }

    private long items() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> Long.MAX_VALUE;
            case 3 -> 2 + random.nextInt(40);
            default -> 1 + (long) Math.pow(10, 3 + random.nextDouble() * 9);
        };
    }

    private Trouble trouble(long items) {
        if (verifies || chance(0.7)) {
            return Trouble.NONE;
        }
        long index = random.nextLong(items);
        return switch (random.nextInt(4)) {
            case 0 -> new Trouble(Trouble.Kind.FAILS, index, 1 + random.nextInt(2));
            case 1 -> new Trouble(Trouble.Kind.FAILS, index, Integer.MAX_VALUE);
            case 2 -> new Trouble(Trouble.Kind.DETERMINISTIC, index, 0);
            default -> new Trouble(Trouble.Kind.KILLS, index, 0);
        };
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
