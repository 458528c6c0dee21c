package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;

/** Composites of like size that wait for a lane of {@link LaneCurves}, or have one. For one thread. */
final class LaneQueue {
    /** With fewer lanes in use the numbers are faster one by one. */
    private static final int MIN_LANES = LaneField.LANES * 3 / 8;

    private final LaneCurves curves;
    private final Deque<Composite> waiting = new ArrayDeque<>();
    private final Composite[] inLane = new Composite[LaneField.LANES];
    private final int[] curvesRun = new int[LaneField.LANES];
    private int lanes;

    /**
     * @param n a composite, no power, without factors below {@link TrialDivision#WORD_BOUND}
     * @param owner the index of the number that it divides
     */
    record Composite(BigInteger n, int owner) {}

    /** Takes what leaves the queue. */
    interface Sink {
        /** Two factors that were found. */
        void split(Composite composite, BigInteger divisor);

        /** All curves were run, or none can be. */
        void giveUp(Composite composite);
    }

    LaneQueue(LaneCurves curves) {
        this.curves = curves;
    }

    void add(Composite composite) {
        waiting.addLast(composite);
    }

    void clear() {
        waiting.clear();
        lanes = 0;
    }

    /** Whether there are enough to be worth a run. */
    boolean isWorthwhile() {
        return lanes + waiting.size() >= MIN_LANES;
    }

    /** Runs one curve for as many as there are lanes; {@code sink} may add more. */
    void run(int curve, Sink sink) {
        fillLanes(sink);
        curves.run(curve);
        for (int lane = lanes - 1; lane >= 0; lane--) {
            Composite composite = inLane[lane];
            BigInteger divisor = curves.divisor(lane, composite.n());
            boolean proper = !divisor.equals(BigInteger.ONE) && !divisor.equals(composite.n());
            if (proper) {
                free(lane);
                sink.split(composite, divisor);
            } else if (++curvesRun[lane] == LaneCurves.CURVES) {
                free(lane);
                sink.giveUp(composite);
            }
        }
    }

    /** Gives all up that are still here. */
    void drain(Sink sink) {
        while (lanes > 0) {
            sink.giveUp(inLane[--lanes]);
        }
        while (!waiting.isEmpty()) {
            sink.giveUp(waiting.removeLast());
        }
    }

    private void fillLanes(Sink sink) {
        while (lanes < LaneField.LANES && !waiting.isEmpty()) {
            Composite composite = waiting.removeFirst();
            if (curves.enter(lanes, composite.n())) {
                inLane[lanes] = composite;
                curvesRun[lanes++] = 0;
            } else {
                sink.giveUp(composite);
            }
        }
    }

    /** The number of the last lane moves to the free one. */
    private void free(int lane) {
        lanes--;
        curves.move(lane, lanes);
        inLane[lane] = inLane[lanes];
        curvesRun[lane] = curvesRun[lanes];
    }
}
