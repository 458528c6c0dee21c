package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.lanes.Interval;
import io.rangefold.job.expression.lanes.IntervalAnalysis;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the values of one graph. Equal ones are made once, those of constants are folded, and an operator becomes a plain
 * operation where interval arithmetic proves that the outcome fits, else a checked call.
 */
final class Values {
    /** More values make no compact loop, and the JIT compiler gives up on large methods. */
    static final int MAX_SIZE = 400;

    private static final Interval ANY_LONG = Interval.of(Long.MIN_VALUE, Long.MAX_VALUE);

    private record Key(Operation operation, List<Value> operands, long constant, Optional<LaneCall> call) {}

    private final Width width;
    private final Map<Key, Value> made = new HashMap<>();

    Values(Width width) {
        this.width = width;
    }

    Width width() {
        return width;
    }

    Value constant(long value) {
        return make(Operation.CONSTANT, Interval.of(value, value), value);
    }

    Value parameter(int place, Interval interval) {
        return make(Operation.PARAMETER, interval, place);
    }

    Value table(int place, Interval interval) {
        if (width != Width.LONG) {
            throw TooNarrowException.INSTANCE;
        }
        return make(Operation.TABLE, interval, place);
    }

    /** @param block how many {@code i} a block has */
    Value offset(long block) {
        return make(Operation.OFFSET, Interval.of(0, block - 1), 0);
    }

    Value add(Value a, Value b) {
        if (a.isConstant(0)) {
            return b;
        }
        if (b.isConstant(0)) {
            return a;
        }
        return arithmetic(Operation.ADD, BinaryOperator.ADD, LaneCall.ADD, a, b);
    }

    Value subtract(Value a, Value b) {
        return b.isConstant(0) ? a : arithmetic(Operation.SUBTRACT, BinaryOperator.SUBTRACT, LaneCall.SUBTRACT, a, b);
    }

    /** A sum that is known to lie within less than its parts tell. */
    Value sumWithin(Interval interval, Value a, Value b) {
        return a.isConstant(0) ? b : make(Operation.ADD, interval, 0, a, b);
    }

    /** A difference that is known to lie within less than its parts tell. */
    Value differenceWithin(Interval interval, Value a, Value b) {
        return make(Operation.SUBTRACT, interval, 0, a, b);
    }

    Value negate(Value a) {
        return subtract(constant(0), a);
    }

    Value multiply(Value a, Value b) {
        if (a.isConstant()) {
            return b.isConstant() ? product(a, b) : multiply(b, a);
        }
        if (b.isConstant(1)) {
            return a;
        }
        if (b.isConstant(0) && a.isHarmless()) {
            return b;
        }
        if (b.isConstant() && b.constant() > 0 && Long.bitCount(b.constant()) == 1) {
            return shiftLeft(a, Long.numberOfTrailingZeros(b.constant()));
        }
        return product(a, b);
    }

    private Value product(Value a, Value b) {
        return arithmetic(Operation.MULTIPLY, BinaryOperator.MULTIPLY, LaneCall.MULTIPLY, a, b);
    }

    Value bitAnd(Value a, Value b) {
        if (a.isTruth() && b.isConstant(1)) {
            return a;
        }
        return make(
                Operation.BIT_AND,
                IntervalAnalysis.binary(BinaryOperator.BIT_AND, a.interval(), b.interval()),
                0,
                a,
                b);
    }

    Value bitOr(Value a, Value b) {
        return make(
                Operation.BIT_OR, IntervalAnalysis.binary(BinaryOperator.BIT_OR, a.interval(), b.interval()), 0, a, b);
    }

    Value bitXor(Value a, Value b) {
        return make(
                Operation.BIT_XOR,
                IntervalAnalysis.binary(BinaryOperator.BIT_XOR, a.interval(), b.interval()),
                0,
                a,
                b);
    }

    /** The product with a power of two. */
    Value shiftLeft(Value a, int count) {
        if (count == 0) {
            return a;
        }
        Interval interval = Interval.of(
                a.interval().low().shiftLeft(count), a.interval().high().shiftLeft(count));
        if (count < width.bits() && width.holds(interval)) {
            return make(Operation.SHIFT_LEFT, interval, count, a);
        }
        return invoke(LaneCall.SHIFT_LEFT, interval, a, constant(count));
    }

    /** The quotient by a power of two, floored. */
    Value shiftRight(Value a, int count) {
        if (count == 0) {
            return a;
        }
        int bits = Math.min(count, width.bits() - 1);
        return make(
                Operation.SHIFT_RIGHT,
                Interval.of(
                        a.interval().low().shiftRight(bits), a.interval().high().shiftRight(bits)),
                bits,
                a);
    }

    Value min(Value a, Value b) {
        return make(Operation.MIN, IntervalAnalysis.call(Function.MIN, List.of(a.interval(), b.interval())), 0, a, b);
    }

    Value max(Value a, Value b) {
        return make(Operation.MAX, IntervalAnalysis.call(Function.MAX, List.of(a.interval(), b.interval())), 0, a, b);
    }

    Value abs(Value a) {
        if (a.interval().isNotNegative()) {
            return a;
        }
        Interval interval = a.interval().abs();
        // By subtraction where the least number has no counterpart: that is what checks.
        return width.holds(interval) ? make(Operation.ABS, interval, 0, a) : max(a, negate(a));
    }

    Value popcount(Value a) {
        Interval interval = Interval.of(0, Math.max(1, a.interval().high().bitLength()));
        return a.interval().isNotNegative()
                ? make(Operation.POPCOUNT, interval, 0, a)
                : invoke(LaneCall.POPCOUNT, interval, a);
    }

    /** Whether both are equal. */
    Value equal(Value a, Value b) {
        if (a.isHarmless() && b.isHarmless()) {
            boolean apart = a.interval().high().compareTo(b.interval().low()) < 0
                    || b.interval().high().compareTo(a.interval().low()) < 0;
            if (a == b || apart) {
                return constant(a == b ? 1 : 0);
            }
        }
        return make(Operation.EQUAL, Interval.TRUTH, 0, a, b);
    }

    /** Whether the first is less. */
    Value less(Value a, Value b) {
        if (a.isHarmless() && b.isHarmless()) {
            boolean always = a.interval().high().compareTo(b.interval().low()) < 0;
            boolean never = a.interval().low().compareTo(b.interval().high()) >= 0;
            if (always || never) {
                return constant(always ? 1 : 0);
            }
        }
        return make(Operation.LESS, Interval.TRUTH, 0, a, b);
    }

    /** Whether it is 0. */
    Value isZero(Value a) {
        return a.isTruth() && !a.isConstant() ? bitXor(a, constant(1)) : equal(a, constant(0));
    }

    /** 1 where it is not 0. */
    Value truth(Value a) {
        if (a.isConstant()) {
            return constant(a.isConstant(0) ? 0 : 1);
        }
        return a.isTruth() ? a : bitXor(equal(a, constant(0)), constant(1));
    }

    /** One of two values, lazily where one of them may do harm. */
    Value choose(Value condition, Value whenTrue, Value whenFalse) {
        if (condition.isConstant()) {
            return condition.isConstant(0) ? whenFalse : whenTrue;
        }
        if (whenTrue == whenFalse && condition.isHarmless()) {
            return whenTrue;
        }
        Interval interval = whenTrue.interval().union(whenFalse.interval());
        return whenTrue.isHarmless() && whenFalse.isHarmless()
                ? make(Operation.SELECT, interval, 0, truth(condition), whenTrue, whenFalse)
                : make(Operation.CHOOSE, interval, 0, condition, whenTrue, whenFalse);
    }

    /** The outcome of a call, which need not fit {@code interval} but fails where it does not fit 64 bits. */
    Value invoke(LaneCall call, Interval interval, Value... arguments) {
        if (width != Width.LONG) {
            throw TooNarrowException.INSTANCE;
        }
        BigInteger low = interval.low().max(ANY_LONG.low());
        BigInteger high = interval.high().min(ANY_LONG.high());
        return low.compareTo(high) > 0
                ? make(Operation.INVOKE, ANY_LONG, 0, Optional.of(call), List.of(arguments))
                : make(Operation.INVOKE, Interval.of(low, high), 0, Optional.of(call), List.of(arguments));
    }

    private Value arithmetic(Operation operation, BinaryOperator operator, LaneCall checked, Value a, Value b) {
        Interval interval = IntervalAnalysis.binary(operator, a.interval(), b.interval());
        return width.holds(interval) ? make(operation, interval, 0, a, b) : invoke(checked, interval, a, b);
    }

    private Value make(Operation operation, Interval interval, long constant, Value... operands) {
        return make(operation, interval, constant, Optional.empty(), List.of(operands));
    }

    private Value make(
            Operation operation, Interval interval, long constant, Optional<LaneCall> call, List<Value> operands) {
        if (!width.holds(interval)) {
            throw TooNarrowException.INSTANCE;
        }
        boolean folds =
                call.isEmpty() && !operands.isEmpty() && operands.stream().allMatch(Value::isConstant);
        if (folds && interval.isPoint()) {
            return constant(interval.low().longValue());
        }
        Value value = made.computeIfAbsent(
                new Key(operation, operands, constant, call),
                key -> new Value(operation, operands, constant, call, interval));
        if (made.size() > MAX_SIZE) {
            throw NoFormException.INSTANCE;
        }
        return value;
    }
}
