package io.rangefold.job.expression.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a graph are polynomials in the offset that are better advanced from one step of a loop to the next by their
 * differences (Newton; Knuth, TAOCP 2, 4.6.4) than computed anew: degree d takes d additions. All of it is exact modulo the
 * lanes' width, so that differences may wrap where values do not.
 */
final class Differences {
    private static final int MAX_DEGREE = 3;

    private final Map<Value, Integer> degrees = new IdentityHashMap<>();

    private Differences() {}

    /** A value and its degree. */
    record Advanced(Value value, int degree) {}

    /** Those worth it, none of which is part of another. */
    static List<Advanced> worthAdvancing(List<Value> roots) {
        Differences differences = new Differences();
        List<Value> order = Graph.inOrder(roots);
        order.forEach(differences::note);
        Set<Value> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(roots);
        order.stream().filter(v -> !differences.isPolynomial(v)).forEach(v -> wanted.addAll(v.operands()));
        List<Advanced> worth = new ArrayList<>();
        for (Value value : order) {
            int degree = differences.degrees.get(value);
            if (wanted.contains(value) && degree >= 2 && operations(value) > degree) {
                worth.add(new Advanced(value, degree));
            }
        }
        return worth;
    }

    /** What computing it anew takes, the step of the offset included. */
    private static long operations(Value value) {
        return Graph.inOrder(List.of(value)).stream()
                .filter(v -> v.operation() == Operation.OFFSET || !v.operands().isEmpty())
                .count();
    }

    private boolean isPolynomial(Value value) {
        return degrees.get(value) >= 0;
    }

    private void note(Value value) {
        int degree = degree(value);
        degrees.put(value, degree > MAX_DEGREE ? -1 : degree);
    }

    /** -1 if it is no polynomial. */
    private int degree(Value value) {
        if (!value.operands().stream().allMatch(this::isPolynomial)) {
            return -1;
        }
        return switch (value.operation()) {
            case CONSTANT, PARAMETER -> 0;
            case OFFSET -> 1;
            case ADD, SUBTRACT -> Math.max(degrees.get(value.operand(0)), degrees.get(value.operand(1)));
            case MULTIPLY -> degrees.get(value.operand(0)) + degrees.get(value.operand(1));
            case SHIFT_LEFT -> degrees.get(value.operand(0));
            default -> -1;
        };
    }
}
