package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.UnaryOperator;
import io.rangefold.job.expression.WorkMeter;

/** Operators that evaluate all their operands. Each works without checks where the outcome is known to fit. */
final class OperatorLanes {
    private OperatorLanes() {}

    /** {@code operator operand}. */
    static final class Unary extends LaneNode {
        private final UnaryOperator operator;
        private final LaneNode operand;
        private final boolean fits;
        private final long[] out = new long[MAX_LANES];

        Unary(UnaryOperator operator, LaneNode operand, Interval interval) {
            super(interval, operand.isCheap() && interval.fitsLong());
            this.operator = operator;
            this.operand = operand;
            this.fits = interval.fitsLong();
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] x = operand.evaluate(i, n);
            switch (operator) {
                case NOT -> LaneLoops.isZero(x, 0, out, n);
                case COMPLEMENT -> LaneLoops.complement(x, out, n);
                case NEGATE -> {
                    if (fits) {
                        LaneLoops.negate(x, out, n);
                    } else {
                        CheckedLoops.negate(x, out, n);
                    }
                }
            }
            return out;
        }
    }

    /** {@code left operator right}, but for division by a constant, powers and the lazy operators. */
    static final class Binary extends LaneNode {
        private final BinaryOperator operator;
        private final LaneNode left;
        private final LaneNode right;
        private final boolean fits;
        private final WorkMeter meter;
        private final long[] out = new long[MAX_LANES];

        Binary(BinaryOperator operator, LaneNode left, LaneNode right, Interval interval, WorkMeter meter) {
            super(interval, left.isCheap() && right.isCheap() && neverFails(operator, interval));
            this.operator = operator;
            this.left = left;
            this.right = right;
            this.fits = interval.fitsLong();
            this.meter = meter;
        }

        private static boolean neverFails(BinaryOperator operator, Interval interval) {
            return switch (operator) {
                case ADD, SUBTRACT, MULTIPLY -> interval.fitsLong();
                case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                case BIT_AND, BIT_OR, BIT_XOR -> true;
                default -> false;
            };
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] a = left.evaluate(i, n);
            long[] b = right.evaluate(i, n);
            meter.spend(n);
            if (fits) {
                unchecked(a, b, n);
            } else {
                checked(a, b, n);
            }
            return out;
        }

        private void unchecked(long[] a, long[] b, int n) {
            switch (operator) {
                case ADD -> LaneLoops.add(a, b, out, n);
                case SUBTRACT -> LaneLoops.subtract(a, b, out, n);
                case MULTIPLY -> LaneLoops.multiply(a, b, out, n);
                case EQUAL -> LaneLoops.equal(a, b, 0, out, n);
                case NOT_EQUAL -> LaneLoops.equal(a, b, 1, out, n);
                case LESS -> LaneLoops.less(a, b, 0, out, n);
                case GREATER_OR_EQUAL -> LaneLoops.less(a, b, 1, out, n);
                case GREATER -> LaneLoops.less(b, a, 0, out, n);
                case LESS_OR_EQUAL -> LaneLoops.less(b, a, 1, out, n);
                case BIT_AND -> LaneLoops.and(a, b, out, n);
                case BIT_OR -> LaneLoops.or(a, b, out, n);
                case BIT_XOR -> LaneLoops.xor(a, b, out, n);
                default -> checked(a, b, n);
            }
        }

        private void checked(long[] a, long[] b, int n) {
            switch (operator) {
                case ADD -> CheckedLoops.add(a, b, out, n);
                case SUBTRACT -> CheckedLoops.subtract(a, b, out, n);
                case MULTIPLY -> CheckedLoops.multiply(a, b, out, n);
                case DIVIDE -> CheckedLoops.floorDivide(a, b, out, n);
                case REMAINDER -> CheckedLoops.floorRemainder(a, b, out, n);
                case SHIFT_LEFT -> CheckedLoops.shiftLeft(a, b, out, n);
                case SHIFT_RIGHT -> CheckedLoops.shiftRight(a, b, out, n);
                case POWER -> CheckedLoops.power(a, b, out, n);
                // Two numbers of 64 bits have no wider bits than that.
                case BIT_AND, BIT_OR, BIT_XOR -> unchecked(a, b, n);
                default -> throw new AssertionError(operator);
            }
        }
    }

    /** Floor division by a constant, or its remainder. */
    static final class ByConstant extends LaneNode {
        private final LaneNode dividend;
        private final ConstantDivisor divisor;
        private final boolean remainder;
        private final WorkMeter meter;
        private final long[] out = new long[MAX_LANES];

        ByConstant(BinaryOperator operator, LaneNode dividend, long divisor, Interval interval, WorkMeter meter) {
            super(interval, dividend.isCheap());
            this.dividend = dividend;
            this.divisor = new ConstantDivisor(divisor, dividend.interval());
            this.remainder = operator == BinaryOperator.REMAINDER;
            this.meter = meter;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] a = dividend.evaluate(i, n);
            meter.spend(n);
            if (remainder) {
                divisor.remainder(a, out, n);
            } else {
                divisor.divide(a, out, n);
            }
            return out;
        }
    }

    /** A power with a constant exponent, by squarings and multiplications of all lanes (Knuth, TAOCP 2, 4.6.3). */
    static final class ConstantPower extends LaneNode {
        private final LaneNode base;
        private final int exponent;
        private final boolean fits;
        private final WorkMeter meter;
        private final long[] out = new long[MAX_LANES];

        /** @param exponent 2 to 64 */
        ConstantPower(LaneNode base, int exponent, Interval interval, WorkMeter meter) {
            super(interval, base.isCheap() && interval.fitsLong());
            this.base = base;
            this.exponent = exponent;
            this.fits = interval.fitsLong();
            this.meter = meter;
        }

        int exponent() {
            return exponent;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] a = base.evaluate(i, n);
            meter.spend(4L * n);
            long[] power = a;
            for (int bit = Integer.highestOneBit(exponent) >> 1; bit != 0; bit >>= 1) {
                multiply(power, power, n);
                power = out;
                if ((exponent & bit) != 0) {
                    multiply(power, a, n);
                }
            }
            return out;
        }

        private void multiply(long[] x, long[] y, int n) {
            if (fits) {
                LaneLoops.multiply(x, y, out, n);
            } else {
                CheckedLoops.multiply(x, y, out, n);
            }
        }
    }

    /** A power with a constant exponent, of which only the remainder by a constant is wanted. */
    static final class ReducedPower extends LaneNode {
        private final LaneNode base;
        private final int exponent;
        private final ConstantDivisor modulus;
        private final WorkMeter meter;
        private final long[] out = new long[MAX_LANES];

        /**
         * @param base reduced already
         * @param exponent 2 to 64
         * @param modulus so small that products of residues fit
         */
        ReducedPower(LaneNode base, int exponent, long modulus, WorkMeter meter) {
            super(Interval.of(0, modulus - 1), false);
            this.base = base;
            this.exponent = exponent;
            this.modulus = new ConstantDivisor(modulus, Interval.of(0, (modulus - 1) * (modulus - 1)));
            this.meter = meter;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            long[] a = base.evaluate(i, n);
            meter.spend(8L * n);
            long[] power = a;
            for (int bit = Integer.highestOneBit(exponent) >> 1; bit != 0; bit >>= 1) {
                multiply(power, power, n);
                power = out;
                if ((exponent & bit) != 0) {
                    multiply(power, a, n);
                }
            }
            return out;
        }

        private void multiply(long[] x, long[] y, int n) {
            LaneLoops.multiply(x, y, out, n);
            modulus.remainder(out, out, n);
        }
    }
}
