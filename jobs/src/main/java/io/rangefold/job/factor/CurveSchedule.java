package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much work on elliptic curves a number gets, by its size. */
final class CurveSchedule {
    /**
     * Suyama's parameter of the first curve; the next ones count up. 11 finds some 8 % more factors than others (R. Barbulescu et
     * al., ANTS-X (2012) 63); none else below 160 stands out.
     */
    static final int FIRST_SIGMA = 11;

    /** Up to so many bits, which are 20 decimal digits, the first level is enough for all numbers. */
    private static final int EASY_BITS = 67;

    /**
     * Numbers of at most so many bits are always factored: those of 38 decimal digits, and one more bit. Beyond, what is hard goes
     * on to {@link CurveLevel}, which many slots work on.
     */
    private static final int SURE_BITS = 128;

    /** One level's work for one number: about a second. One unit is one product of two words. */
    private static final double LEVEL_BUDGET = 1.5e9;

    /** How many sizes of numbers there are that share curves. */
    static final int LANE_CLASSES = 3;

    /** The most bits of numbers that share curves. */
    static final int MAX_LANE_BITS = 80;

    private static final CurvePlan WORD_46 = new CurvePlan(47, 1_600, 60);
    private static final CurvePlan WORD_53 = new CurvePlan(70, 2_600, 120);
    private static final CurvePlan WORD_63 = new CurvePlan(140, 4_500, 120);

    /** Bounds and numbers of curves by the size of the factor sought, after P. Zimmermann's table for GMP-ECM. */
    private static final List<Level> LEVELS = List.of(
            new Level(250, 10_000, 16),
            new Level(600, 36_000, 20),
            new Level(2_000, 150_000, 30),
            new Level(11_000, 1_000_000, 80));

    /** More than any number is likely to need: the last level finds 95 % of factors of 19 digits within 200. */
    private static final int SURE_CURVES = 2_000;

    private CurveSchedule() {}

    /** The bound of trial division before curves: beyond 67 bits it is worth finding all primes below 2^16 first. */
    static int trialBound(BigInteger n) {
        return n.bitLength() <= EASY_BITS ? TrialDivision.WORD_BOUND : SmallPrimes.BOUND;
    }

    /** The plan for a composite below 2^64, unsigned. */
    static CurvePlan planFor(long n) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(n);
        return bits <= 46 ? WORD_46 : bits <= 53 ? WORD_53 : WORD_63;
    }

    /**
     * Which numbers share curves: 36 to 50 bits, 65 to 67, 68 to {@link #MAX_LANE_BITS}. Below 36 {@link Hart} is as fast, from 51
     * to 64 bits {@link WordCurves}: measured at 64 bits 123 us against 231
     * on JDK 17, 153 against 157 on JDK 25.
     *
     * @return the class from 0 to {@code LANE_CLASSES - 1}, or -1
     */
    static int laneClass(int bits) {
        if (bits <= WordLanes.BITS) {
            return bits >= 36 ? 0 : -1;
        }
        return bits <= Long.SIZE || bits > MAX_LANE_BITS ? -1 : bits <= EASY_BITS ? 1 : 2;
    }

    /** An empty queue for the numbers of a class. */
    static LaneQueue newLaneQueue(int laneClass) {
        return new LaneQueue(
                switch (laneClass) {
                    case 0 -> new LaneCurves(new CurvePlan(70, 2_600, 120), WordLanes::new);
                    case 1 -> new LaneCurves(new CurvePlan(250, 10_000, 210), PairLanes::new);
                    default -> new LaneCurves(new CurvePlan(500, 25_000, 210), PairLanes::new);
                });
    }

    /** A proper divisor of an odd composite that is no perfect power; empty if the effort is spent. */
    static Optional<BigInteger> search(BigInteger n, Pulse pulse) {
        WideCurves curves = new WideCurves(n, pulse);
        if (n.bitLength() <= EASY_BITS) {
            return search(n, curves, LEVELS.get(0), FIRST_SIGMA, SURE_CURVES);
        }
        int sigma = FIRST_SIGMA;
        double words = Math.ceil(n.bitLength() / 60.0);
        for (Level level : n.bitLength() <= SURE_BITS ? LEVELS : LEVELS.subList(0, LEVELS.size() - 1)) {
            int count = (int) Math.min(level.curves(), LEVEL_BUDGET / (level.multiplications() * 4 * words * words));
            Optional<BigInteger> divisor = search(n, curves, level, sigma, count);
            if (divisor.isPresent()) {
                return divisor;
            }
            sigma += count;
        }
        return n.bitLength() <= SURE_BITS
                ? search(n, curves, LEVELS.get(LEVELS.size() - 1), sigma, SURE_CURVES)
                : Optional.empty();
    }

    private static Optional<BigInteger> search(BigInteger n, WideCurves curves, Level level, int sigma, int count) {
        WidePlan plan = level.plan();
        for (int i = 0; i < count; i++) {
            BigInteger divisor = curves.run(plan, sigma + i);
            if (!divisor.equals(BigInteger.ONE) && !divisor.equals(n)) {
                return Optional.of(divisor);
            }
        }
        return Optional.empty();
    }

    /** A pair of bounds and how many curves are run with them. The plan is made at its first use. */
    private static final class Level {
        private final int b1;
        private final int b2;
        private final int curves;
        private volatile @Nullable WidePlan plan;

        Level(int b1, int b2, int curves) {
            this.b1 = b1;
            this.b2 = b2;
            this.curves = curves;
        }

        int curves() {
            return curves;
        }

        /** Of one curve, about: 1.44 bits for each unit of b1, and three for each prime up to b2. */
        double multiplications() {
            return 14.4 * b1 + 0.25 * b2;
        }

        WidePlan plan() {
            WidePlan made = plan;
            if (made == null) {
                made = new WidePlan(b1, b2, Pulse.NONE);
                plan = made;
            }
            return made;
        }
    }
}
