package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Node;
import java.util.List;

/**
 * What is to be computed for the offsets within a block, in lanes.
 *
 * @param fold what becomes of each root; sums of a block fit 64 bits
 * @param width of all lanes
 * @param block the most {@code i} of a block
 * @param roots the values that are folded; several of them are summed
 * @param parameters what the graph's parameters are, in order of their places
 * @param tables the calls whose values are filled into the graph's tables, in order of their places
 * @param weights what the sums of the roots contribute to the sum of the values
 */
record Program(
        Fold fold,
        Width width,
        int block,
        List<Value> roots,
        List<BlockParameters> parameters,
        List<Node.Call> tables,
        Weights weights) {

    int parameterCount() {
        return parameters.stream().mapToInt(BlockParameters::count).sum();
    }

    /** Whether all of it can be done in vector lanes. */
    boolean isVectorizable() {
        return roots.stream().allMatch(Value::isHarmless);
    }

    /** Whether some operator is checked: what a narrower range of {@code i} might spare. */
    boolean hasChecks() {
        return Graph.inOrder(roots).stream()
                .anyMatch(v -> v.operation() == Operation.INVOKE && v.call().isCheck());
    }
}
