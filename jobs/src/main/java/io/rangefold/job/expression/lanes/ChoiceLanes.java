package io.rangefold.job.expression.lanes;

/** The lazy operators: each operand is evaluated for just those lanes that need it, gathered into a batch of their own. */
final class ChoiceLanes {
    private ChoiceLanes() {}

    /** {@code condition ? whenTrue : whenFalse}. */
    static final class Conditional extends LaneNode {
        private final LaneNode condition;
        private final LaneNode whenTrue;
        private final LaneNode whenFalse;
        private final boolean eager;
        private final Gather holding = new Gather();
        private final Gather failing = new Gather();
        private final long[] out = new long[MAX_LANES];

        Conditional(LaneNode condition, LaneNode whenTrue, LaneNode whenFalse) {
            super(
                    whenTrue.interval().union(whenFalse.interval()),
                    condition.isCheap() && whenTrue.isCheap() && whenFalse.isCheap());
            this.condition = condition;
            this.whenTrue = whenTrue;
            this.whenFalse = whenFalse;
            this.eager = whenTrue.isCheap() && whenFalse.isCheap();
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] chosen = condition.evaluate(i, n);
            if (eager) {
                LaneLoops.choose(chosen, whenTrue.evaluate(i, n), whenFalse.evaluate(i, n), out, n);
                return out;
            }
            int held = holding.take(chosen, true, i, n);
            if (held == n) {
                return whenTrue.evaluate(i, n);
            }
            if (held == 0) {
                return whenFalse.evaluate(i, n);
            }
            int failed = failing.take(chosen, false, i, n);
            holding.scatter(whenTrue.evaluate(holding.index, held), held, out);
            failing.scatter(whenFalse.evaluate(failing.index, failed), failed, out);
            return out;
        }
    }

    /** {@code left && right} and {@code left || right}. */
    static final class Logic extends LaneNode {
        private final LaneNode left;
        private final LaneNode right;
        private final boolean conjunction;
        private final boolean eager;
        private final Gather undecided = new Gather();
        private final long[] truth = new long[MAX_LANES];
        private final long[] out = new long[MAX_LANES];

        Logic(boolean conjunction, LaneNode left, LaneNode right) {
            super(Interval.TRUTH, left.isCheap() && right.isCheap());
            this.conjunction = conjunction;
            this.left = left;
            this.right = right;
            this.eager = right.isCheap();
        }

        @Override
        long[] evaluate(long[] i, int n) {
            LaneLoops.isZero(left.evaluate(i, n), 1, out, n);
            if (eager) {
                LaneLoops.isZero(right.evaluate(i, n), 1, truth, n);
                if (conjunction) {
                    LaneLoops.and(out, truth, out, n);
                } else {
                    LaneLoops.or(out, truth, out, n);
                }
                return out;
            }
            int count = undecided.take(out, conjunction, i, n);
            if (count > 0) {
                LaneLoops.isZero(right.evaluate(undecided.index, count), 1, truth, count);
                undecided.scatter(truth, count, out);
            }
            return out;
        }
    }

    /** Some lanes of a batch, moved together. */
    private static final class Gather {
        private final int[] lanes = new int[LaneNode.MAX_LANES];
        private final long[] index = new long[LaneNode.MAX_LANES];

        /** Gathers the lanes whose condition is not 0, or is 0, and says how many there are. */
        int take(long[] condition, boolean holding, long[] i, int n) {
            int count = 0;
            for (int k = 0; k < n; k++) {
                lanes[count] = k;
                index[count] = i[k];
                count += (condition[k] != 0) == holding ? 1 : 0;
            }
            return count;
        }

        void scatter(long[] values, int count, long[] out) {
            for (int k = 0; k < count; k++) {
                out[lanes[k]] = values[k];
            }
        }
    }
}
