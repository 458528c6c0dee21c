package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.UnaryOperator;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.source.LaneSources;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles an expression for the {@code i} of an interval: interval arithmetic tells which operators need no checks, and
 * where a remainder by a constant is all that matters of sums and products that do not fit, each of them is reduced.
 */
final class LaneCompiler {
    private static final int MAX_CONSTANT_EXPONENT = 64;

    /** So that products of residues fit. */
    private static final long MAX_REDUCING_MODULUS = 1L << 31;

    private static final Set<BinaryOperator> REDUCING =
            EnumSet.of(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY);

    private final Interval index;
    private final WorkMeter meter;
    private final LaneSources sources;
    /** Each node's one outcome, so that looking at it twice takes no more time or memory. */
    private final Map<Node, LaneNode> compiled = new IdentityHashMap<>();

    private boolean needsChecks;

    LaneCompiler(Interval index, LaneSources sources, WorkMeter meter) {
        this.index = index;
        this.sources = sources;
        this.meter = meter;
    }

    /** Whether some value is not known to fit; a narrower interval might help. */
    boolean needsChecks() {
        return needsChecks;
    }

    LaneNode compile(Node node) {
        LaneNode known = compiled.get(node);
        if (known != null) {
            return known;
        }
        LaneNode fresh = fresh(node);
        needsChecks |= !fresh.interval().fitsLong();
        compiled.put(node, fresh);
        return fresh;
    }

    private LaneNode fresh(Node node) {
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
            return simplified(binary(binary, left, right), left, right);
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
            LaneNode oneByOne = call(call.function(), arguments);
            LaneNode fed = sources.of(call)
                    .<LaneNode>map(source ->
                            new SourceLanes(source, oneByOne, index.low().longValue()))
                    .orElse(oneByOne);
            return hoisted(fed, arguments);
        }
        throw new AssertionError(node);
    }

    private LaneNode binary(Node.Binary node, LaneNode left, LaneNode right) {
        BinaryOperator operator = node.operator();
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            return new ChoiceLanes.Logic(operator == BinaryOperator.AND, left, right);
        }
        Interval interval = IntervalAnalysis.binary(operator, left.interval(), right.interval());
        if (right instanceof LeafLanes.Constant constant) {
            long value = constant.value();
            boolean division = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
            if (operator == BinaryOperator.REMAINDER && !left.isInvariant() && isReducible(left, value)) {
                return reduced(node.left(), value);
            }
            if (division && ConstantDivisor.accepts(value)) {
                return new OperatorLanes.ByConstant(operator, left, value, interval, meter);
            }
            if (operator == BinaryOperator.POWER && value >= 2 && value <= MAX_CONSTANT_EXPONENT) {
                return new OperatorLanes.ConstantPower(left, (int) value, interval, meter);
            }
        }
        return new OperatorLanes.Binary(operator, left, right, interval, meter);
    }

    /** Whether the dividend exists wherever its parts do, but may not fit, while products of residues do. */
    private static boolean isReducible(LaneNode dividend, long modulus) {
        return ConstantDivisor.accepts(modulus)
                && modulus <= MAX_REDUCING_MODULUS
                && !dividend.interval().fitsLong()
                && !dividend.interval().isWide();
    }

    /** The remainder of {@code node} by {@code modulus}, with every sum, product and power within it reduced. */
    private LaneNode reduced(Node node, long modulus) {
        LaneNode plain = compile(node);
        if (plain.interval().fitsLong()) {
            return remainder(plain, modulus);
        }
        if (node instanceof Node.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
            LaneNode operand = reduced(unary.operand(), modulus);
            Interval interval = IntervalAnalysis.unary(UnaryOperator.NEGATE, operand.interval());
            return remainder(new OperatorLanes.Unary(UnaryOperator.NEGATE, operand, interval), modulus);
        }
        if (node instanceof Node.Binary binary && REDUCING.contains(binary.operator())) {
            LaneNode left = reduced(binary.left(), modulus);
            LaneNode right = reduced(binary.right(), modulus);
            Interval interval = IntervalAnalysis.binary(binary.operator(), left.interval(), right.interval());
            return remainder(new OperatorLanes.Binary(binary.operator(), left, right, interval, meter), modulus);
        }
        if (plain instanceof OperatorLanes.ConstantPower power && node instanceof Node.Binary binary) {
            LaneNode base = reduced(binary.left(), modulus);
            return new OperatorLanes.ReducedPower(base, power.exponent(), modulus, meter);
        }
        return remainder(plain, modulus);
    }

    private LaneNode remainder(LaneNode dividend, long modulus) {
        Interval interval = Interval.of(0, modulus - 1);
        return new OperatorLanes.ByConstant(BinaryOperator.REMAINDER, dividend, modulus, interval, meter);
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
