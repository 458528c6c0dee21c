package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import java.util.List;

/** Compiles an expression for the {@code i} of an interval: interval arithmetic tells which operators need no checks. */
final class LaneCompiler {
    private static final int MAX_CONSTANT_EXPONENT = 64;

    private final Interval index;
    private final WorkMeter meter;
    private boolean needsChecks;

    LaneCompiler(Interval index, WorkMeter meter) {
        this.index = index;
        this.meter = meter;
    }

    /** Whether some value is not known to fit; a narrower interval might help. */
    boolean needsChecks() {
        return needsChecks;
    }

    LaneNode compile(Node node) {
        LaneNode compiled = compiled(node);
        needsChecks |= !compiled.interval().fitsLong();
        return compiled;
    }

    private LaneNode compiled(Node node) {
        if (node instanceof Node.Literal literal) {
            return constant(Interval.hull(literal.value()));
        }
        if (node instanceof Node.Index) {
            return new LeafLanes.Index(index);
        }
        if (node instanceof Node.Unary unary) {
            LaneNode operand = compile(unary.operand());
            Interval interval = IntervalAnalysis.unary(unary.operator(), operand.interval());
            return simplified(new OperatorLanes.Unary(unary.operator(), operand, interval), operand);
        }
        if (node instanceof Node.Binary binary) {
            LaneNode left = compile(binary.left());
            LaneNode right = compile(binary.right());
            return simplified(binary(binary.operator(), left, right), left, right);
        }
        if (node instanceof Node.Conditional choice) {
            LaneNode condition = compile(choice.condition());
            LaneNode whenTrue = compile(choice.whenTrue());
            LaneNode whenFalse = compile(choice.whenFalse());
            return simplified(
                    new ChoiceLanes.Conditional(condition, whenTrue, whenFalse), condition, whenTrue, whenFalse);
        }
        if (node instanceof Node.Call call) {
            LaneNode[] arguments = call.arguments().stream().map(this::compile).toArray(LaneNode[]::new);
            return hoisted(call(call.function(), arguments), arguments);
        }
        throw new AssertionError(node);
    }

    private LaneNode binary(BinaryOperator operator, LaneNode left, LaneNode right) {
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            return new ChoiceLanes.Logic(operator == BinaryOperator.AND, left, right);
        }
        Interval interval = IntervalAnalysis.binary(operator, left.interval(), right.interval());
        if (right instanceof LeafLanes.Constant constant) {
            long value = constant.value();
            boolean division = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
            if (division && ConstantDivisor.accepts(value)) {
                return new OperatorLanes.ByConstant(operator, left, value, interval, meter);
            }
            if (operator == BinaryOperator.POWER && value >= 2 && value <= MAX_CONSTANT_EXPONENT) {
                return new OperatorLanes.ConstantPower(left, (int) value, interval, meter);
            }
        }
        return new OperatorLanes.Binary(operator, left, right, interval, meter);
    }

    /** Functions of any number of arguments are folded from the left. */
    private LaneNode call(Function function, LaneNode... arguments) {
        if (arguments.length < 3 || function == Function.POWMOD) {
            Interval interval = IntervalAnalysis.call(
                    function,
                    List.of(arguments).stream().map(LaneNode::interval).toList());
            return new CallLanes(function, interval, meter, arguments);
        }
        LaneNode folded = arguments[0];
        for (int k = 1; k < arguments.length; k++) {
            folded = call(function, folded, arguments[k]);
        }
        return folded;
    }

    /** The same as a constant, if all its operands are, and evaluated once at least, if none depends on {@code i}. */
    private static LaneNode simplified(LaneNode node, LaneNode... operands) {
        for (LaneNode operand : operands) {
            if (!(operand instanceof LeafLanes.Constant) && !(operand instanceof LeafLanes.TooLarge)) {
                return hoisted(node, operands);
            }
        }
        return !node.interval().isWide() && node.interval().isPoint()
                ? constant(node.interval())
                : hoisted(node, operands);
    }

    private static LaneNode hoisted(LaneNode node, LaneNode... operands) {
        for (LaneNode operand : operands) {
            if (!operand.isInvariant()) {
                return node;
            }
        }
        return new LeafLanes.Invariant(node);
    }

    private static LaneNode constant(Interval point) {
        return point.fitsLong() ? new LeafLanes.Constant(point.low().longValue()) : new LeafLanes.TooLarge(point);
    }
}
