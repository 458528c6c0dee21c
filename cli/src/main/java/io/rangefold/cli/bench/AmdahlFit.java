package io.rangefold.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Amdahl's law through measured times: <i>n</i> slots take {@code cost * (s + (1 - s) / n)} of the plain loop's time. (G. M.
 * Amdahl, Validity of the single processor approach to achieving large scale computing capabilities, AFIPS 1967.)
 *
 * <p>The least squares are linear in {@code cost * s} and {@code cost * (1 - s)}. The second unknown keeps what every slot pays
 * for being in a cluster out of the serial fraction; where only one number of slots was measured, it is 1.
 *
 * @param serialFraction <i>s</i>, 0 to 1: what does not become faster with more slots
 * @param low lower end of an interval of 95 % for it
 * @param high upper end
 * @param cost the time of one slot over that of the plain loop
 */
public record AmdahlFit(double serialFraction, double low, double high, double cost) {
    /** Doubling the slots pays if it makes the job faster by this share. */
    public static final double LEAST_GAIN = 0.1;

    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    /**
     * A measured time.
     *
     * @param slots <i>n</i>
     * @param ratio its time over the plain loop's of the same repetition
     */
    public record Point(int slots, double ratio) {}

    /** A curve of the law. */
    private record Line(double serial, double parallel) {
        double fraction() {
            return serial + parallel == 0 ? 0 : serial / (serial + parallel);
        }
    }

    /**
     * The law nearest to the points. The interval comes from fits to repetitions drawn at random, with replacement.
     *
     * @param repetitions the points of each repetition
     * @param seed of the draws
     * @return empty if nothing but one slot was measured
     */
    public static Optional<AmdahlFit> of(List<List<Point>> repetitions, long seed) {
        List<Point> all = repetitions.stream().flatMap(List::stream).toList();
        if (all.stream().allMatch(point -> point.slots() == 1)) {
            return Optional.empty();
        }
        Line best = fit(all);
        Random random = new Random(seed);
        List<Double> fractions = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<Point> drawn = new ArrayList<>();
            for (int j = 0; j < repetitions.size(); j++) {
                drawn.addAll(repetitions.get(random.nextInt(repetitions.size())));
            }
            fractions.add(fit(drawn).fraction());
        }
        Samples samples = new Samples(fractions);
        return Optional.of(new AmdahlFit(
                best.fraction(),
                Math.min(best.fraction(), samples.quantile(TAIL)),
                Math.max(best.fraction(), samples.quantile(1 - TAIL)),
                best.serial() + best.parallel()));
    }

    private static Line fit(List<Point> points) {
        int first = points.get(0).slots();
        return points.stream().allMatch(point -> point.slots() == first)
                ? oneUnknown(points)
                : bounded(twoUnknowns(points), points);
    }

    /** The cost is taken as 1: {@code ratio - 1/n = s (1 - 1/n)}. */
    private static Line oneUnknown(List<Point> points) {
        double xy = 0;
        double xx = 0;
        for (Point point : points) {
            double x = 1 - 1.0 / point.slots();
            xy += x * (point.ratio() - 1.0 / point.slots());
            xx += x * x;
        }
        double serial = xx == 0 ? 0 : Math.max(0, Math.min(1, xy / xx));
        return new Line(serial, 1 - serial);
    }

    /** A straight line of the ratio over {@code 1/n}. */
    private static Line twoUnknowns(List<Point> points) {
        double x = points.stream()
                .mapToDouble(point -> 1.0 / point.slots())
                .average()
                .orElseThrow();
        double y = points.stream().mapToDouble(Point::ratio).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (Point point : points) {
            double dx = 1.0 / point.slots() - x;
            xy += dx * (point.ratio() - y);
            xx += dx * dx;
        }
        double parallel = xy / xx;
        return new Line(y - parallel * x, parallel);
    }

    /** The nearest line whose parts are not negative. */
    private static Line bounded(Line free, List<Point> points) {
        if (free.serial() >= 0 && free.parallel() >= 0) {
            return free;
        }
        if (free.serial() >= 0) {
            return new Line(points.stream().mapToDouble(Point::ratio).average().orElseThrow(), 0);
        }
        double xy = 0;
        double xx = 0;
        for (Point point : points) {
            xy += point.ratio() / point.slots();
            xx += 1.0 / point.slots() / point.slots();
        }
        return new Line(0, xy / xx);
    }

    /** How many times as fast as the plain loop so many slots are by this law. */
    public double speedUp(double slots) {
        return 1 / (cost * (serialFraction + (1 - serialFraction) / slots));
    }

    /** What no number of slots exceeds; infinite without a serial part. */
    public double limit() {
        return 1 / (cost * serialFraction);
    }

    /** The largest number of slots that are worth doubling, 0 if not even one is; empty if all below 2^53 are. */
    public OptionalLong worthDoubling() {
        return worthDoubling(serialFraction);
    }

    /** The largest <i>n</i> with {@code speedUp(2n) >= (1 + g) speedUp(n)}, which is {@code n <= (1 - g) / (2 g) * (1 - s) / s}. */
    static OptionalLong worthDoubling(double serialFraction) {
        double most = (1 - LEAST_GAIN) / (2 * LEAST_GAIN) * (1 - serialFraction) / serialFraction;
        return most < 1L << 53 ? OptionalLong.of((long) (most + 1e-9)) : OptionalLong.empty();
    }
}
