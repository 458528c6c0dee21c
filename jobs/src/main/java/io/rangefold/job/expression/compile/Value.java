package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.lanes.Interval;
import java.util.List;
import java.util.Optional;

/** A vertex of the graph that an expression becomes. {@link Values} makes it; equal values are one object. */
final class Value {
    private final Operation operation;
    private final List<Value> operands;
    private final long constant;
    private final Optional<LaneCall> call;
    private final Interval interval;
    private final boolean harmless;

    Value(Operation operation, List<Value> operands, long constant, Optional<LaneCall> call, Interval interval) {
        this.operation = operation;
        this.operands = operands;
        this.constant = constant;
        this.call = call;
        this.interval = interval;
        this.harmless = operation != Operation.INVOKE && operands.stream().allMatch(Value::isHarmless);
    }

    Operation operation() {
        return operation;
    }

    Value operand(int place) {
        return operands.get(place);
    }

    List<Value> operands() {
        return operands;
    }

    /** See {@link Operation}. */
    long constant() {
        return constant;
    }

    /** For {@link Operation#INVOKE} only. */
    LaneCall call() {
        return call.orElseThrow();
    }

    /** What it lies within. */
    Interval interval() {
        return interval;
    }

    /** Whether it may be evaluated where it is not needed, or left out: it has an outcome at every {@code i}, and soon. */
    boolean isHarmless() {
        return harmless;
    }

    boolean isConstant() {
        return operation == Operation.CONSTANT;
    }

    boolean isConstant(long value) {
        return isConstant() && constant == value;
    }

    /** Whether it is 0 or 1 at every {@code i}. */
    boolean isTruth() {
        return interval.isNotNegative() && interval.high().bitLength() <= 1;
    }
}
