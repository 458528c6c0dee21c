package io.rangefold.job.factor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of elliptic curves, and how many are run with them before one goes up. The bounds of stage 1 are those of P.
 * Zimmermann's table for GMP-ECM (factors of 20, 25, 30 and 35 digits); for a second bound of a hundred times the first it
 * expects 90, 300, 700 and 1800 curves. Twice that many leave a factor of the size undiscovered in one case of e^2 = 7; the
 * levels above find it then, and a curve of theirs is worth two to three of these. The last level is there for that only.
 */
final class CurveLevel {
    static final List<CurveLevel> ALL = List.of(
            new CurveLevel(11_000, 180),
            new CurveLevel(50_000, 600),
            new CurveLevel(250_000, 1_400),
            new CurveLevel(1_000_000, 1_800));

    private static final int B2_FACTOR = 100;

    private final int b1;
    private final int curves;
    private volatile @Nullable WidePlan plan;

    private CurveLevel(int b1, int curves) {
        this.b1 = b1;
        this.curves = curves;
    }

    int b1() {
        return b1;
    }

    /** How many, the two of {@link LucasRuns} included. */
    int curves() {
        return curves;
    }

    /** Of one curve, about: 12.9 for each unit of b1, and half as many again in stage 2. */
    long multiplications() {
        return 19L * b1;
    }

    /** Made at its first use, which takes up to some seconds: for all slots of a process together. */
    synchronized WidePlan plan(Pulse pulse) {
        WidePlan made = plan;
        if (made == null) {
            made = new WidePlan(b1, B2_FACTOR * b1, pulse);
            plan = made;
        }
        return made;
    }
}
