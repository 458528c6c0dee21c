package io.rangefold.job.expression.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Walks over values and what they are made from. */
final class Graph {
    private Graph() {}

    /** All values that the roots need, each once and after its operands. */
    static List<Value> inOrder(List<Value> roots) {
        List<Value> order = new ArrayList<>();
        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.forEach(root -> visit(root, seen, order));
        return order;
    }

    /** Whether a branch that need not be taken wants values of a source that is not cheap: those are not for all {@code i}. */
    static boolean hasLazyTables(List<Value> roots) {
        return inOrder(roots).stream()
                .filter(value -> value.operation() == Operation.CHOOSE)
                .anyMatch(choice -> inOrder(choice.operands().subList(1, 3)).stream()
                        .anyMatch(v -> v.operation() == Operation.INVOKE && v.call() == LaneCall.FILLED_IN));
    }

    private static void visit(Value value, Set<Value> seen, List<Value> order) {
        if (seen.add(value)) {
            // A loop, for the sake of the stack.
            for (Value operand : value.operands()) {
                visit(operand, seen, order);
            }
            order.add(value);
        }
    }
}
