package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.*;

import io.rangefold.job.expression.compile.Differences.Advanced;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a program as a loop over vectors of {@code jdk.incubator.vector}: what is the same for all lanes is spread out
 * before it, and small bodies are written several times, so that additions need not wait for each other. Each root has as
 * many accumulators as a vector has lanes; the caller adds them up.
 */
final class VectorEmitter {
    private static final int MAX_COPIES = 8;

    /** With differences, each copy keeps several vectors from step to step. */
    private static final int MAX_ADVANCED_COPIES = 4;

    /** So many operations, of all copies, keep their values in registers. */
    private static final int OPERATIONS_PER_LOOP = 24;

    private final Program program;
    private final Code code;
    private final VectorCalls vectors;
    private final int lanes;
    private final int copies;
    private final List<Value> order;
    private final List<Advanced> advanced;
    /** For each of these, copy and order of difference: the local that holds it. */
    private final int[][][] differences;

    private final Map<Value, Integer> shared = new IdentityHashMap<>();
    private final Map<Long, Integer> constants = new HashMap<>();
    private final Map<Integer, Integer> tables = new HashMap<>();
    /** Which local has a value as a vector of lanes, in the present copy. */
    private Map<Value, Integer> vectorOf = new IdentityHashMap<>();
    /** Which local has a truth value as a mask. */
    private Map<Value, Integer> maskOf = new IdentityHashMap<>();

    private int offset;
    private int counter;
    private int copy;

    /** @param vectorBits how wide vectors are */
    VectorEmitter(Program program, Code code, String owner, int vectorBits) {
        this.program = program;
        this.code = code;
        this.vectors = new VectorCalls(code, owner);
        this.lanes = vectorBits / program.width().bits();
        this.order = Graph.inOrder(program.roots());
        this.advanced = Differences.worthAdvancing(program.roots());
        this.copies = copies(order, advanced);
        this.differences = new int[advanced.size()][copies][];
    }

    private static int copies(List<Value> order, List<Advanced> advanced) {
        long operations = order.stream().filter(v -> !v.operands().isEmpty()).count();
        int copies = advanced.isEmpty() ? MAX_COPIES : MAX_ADVANCED_COPIES;
        while (copies > 1 && copies * operations > OPERATIONS_PER_LOOP) {
            copies /= 2;
        }
        return copies;
    }

    /** How many {@code i} it takes at a time. */
    static int granularity(Program program, int vectorBits) {
        int copies = copies(Graph.inOrder(program.roots()), Differences.worthAdvancing(program.roots()));
        return copies * (vectorBits / program.width().bits());
    }

    void emit() {
        int step = copies * lanes;
        spread();
        int[][] sums = new int[program.roots().size()][copies];
        for (int root = 0; root < sums.length; root++) {
            for (int k = 0; k < copies; k++) {
                sums[root][k] = initial(root, k);
            }
        }
        int first = firstOffsets();
        for (copy = 0; copy < copies; copy++) {
            for (int k = 0; k < advanced.size(); k++) {
                differences[k][copy] = initialDifferences(advanced.get(k), first);
            }
        }
        code.loop(step, loopCounter -> {
            counter = loopCounter;
            for (copy = 0; copy < copies; copy++) {
                vectorOf = new IdentityHashMap<>(shared);
                maskOf = new IdentityHashMap<>();
                offset = sum(first, (long) copy * lanes);
                for (int k = 0; k < advanced.size(); k++) {
                    vectorOf.put(advanced.get(k).value(), differences[k][copy][0]);
                }
                for (int root = 0; root < sums.length; root++) {
                    fold(program.roots().get(root), sums[root][copy]);
                }
                for (int[][] ofCopies : differences) {
                    advance(ofCopies[copy]);
                }
            }
            code.local(ALOAD, first);
            code.local(ALOAD, constant(step));
            vectors.binary("add");
            code.local(ASTORE, first);
        });
        for (int root = 0; root < sums.length && program.fold() != Fold.VALUES; root++) {
            store(root, sums[root]);
        }
    }

    /** Makes vectors of all constants and parameters. */
    private void spread() {
        for (Value value : order) {
            if (value.isConstant()) {
                constant(value.constant());
            } else if (value.operation() == Operation.PARAMETER) {
                code.pushParameter(value.constant());
                vectors.broadcast();
                shared.put(value, stored());
            } else if (value.operation() == Operation.TABLE) {
                code.pushTable(value.constant());
                tables.put((int) value.constant(), stored());
            }
        }
        constant(0);
        constant(1);
        for (int k = 1; k <= copies; k++) {
            constant((long) k * lanes);
        }
    }

    /** The local that has that number in all lanes. */
    private int constant(long number) {
        Integer known = constants.get(number);
        if (known == null) {
            code.pushLane(number);
            vectors.broadcast();
            known = stored();
            constants.put(number, known);
        }
        return known;
    }

    private int initial(int root, int k) {
        if (program.fold() == Fold.MIN || program.fold() == Fold.MAX) {
            vectors.load(root * lanes);
        } else {
            code.local(ALOAD, constant(0));
        }
        return stored();
    }

    private int firstOffsets() {
        code.field(
                GETSTATIC,
                LaneMath.class.getName().replace('.', '/'),
                program.width() == Width.LONG ? "LONG_OFFSETS" : "INT_OFFSETS",
                program.width() == Width.LONG ? "[J" : "[I");
        vectors.loadFrom(() -> code.pushInt(0));
        code.local(ILOAD, Code.START);
        if (program.width() == Width.LONG) {
            code.op(I2L);
        }
        vectors.broadcast();
        vectors.binary("add");
        return stored();
    }

    /** A value where the present copy begins, and its differences, of which the last never changes. */
    private int[] initialDifferences(Advanced value, int first) {
        int[] local = new int[value.degree() + 1];
        for (int step = 0; step < local.length; step++) {
            vectorOf = new IdentityHashMap<>(shared);
            offset = sum(first, (long) (step * copies + copy) * lanes);
            prepare(value.value());
            push(value.value());
            local[step] = stored();
        }
        for (int order = 1; order < local.length; order++) {
            for (int step = local.length - 1; step >= order; step--) {
                code.local(ALOAD, local[step]);
                code.local(ALOAD, local[step - 1]);
                vectors.binary("sub");
                code.local(ASTORE, local[step]);
            }
        }
        return local;
    }

    private void advance(int... differences) {
        for (int order = 0; order + 1 < differences.length; order++) {
            code.local(ALOAD, differences[order]);
            code.local(ALOAD, differences[order + 1]);
            vectors.binary("add");
            code.local(ASTORE, differences[order]);
        }
    }

    private int sum(int vector, long number) {
        if (number == 0) {
            return vector;
        }
        code.local(ALOAD, vector);
        code.local(ALOAD, constant(number));
        vectors.binary("add");
        return stored();
    }

    private void fold(Value root, int sum) {
        if (program.fold() == Fold.VALUES) {
            prepare(root);
            push(root);
            vectors.storeInto(() -> {
                code.local(ILOAD, counter);
                code.pushInt(copy * lanes);
                code.op(IADD);
            });
            return;
        }
        boolean summed = program.fold() == Fold.SUM || program.fold() == Fold.COUNT;
        if (summed && isMask(root)) {
            prepareMask(root);
            code.local(ALOAD, sum);
            code.local(ALOAD, constant(1));
            code.local(ALOAD, maskOf.get(root));
            vectors.maskedAdd();
        } else {
            prepare(root);
            code.local(ALOAD, sum);
            push(root);
            vectors.binary(
                    switch (program.fold()) {
                        case MIN -> "min";
                        case MAX -> "max";
                        default -> "add";
                    });
        }
        code.local(ASTORE, sum);
    }

    private void store(int root, int[] sums) {
        code.local(ALOAD, sums[0]);
        for (int k = 1; k < sums.length; k++) {
            code.local(ALOAD, sums[k]);
            vectors.binary(
                    switch (program.fold()) {
                        case MIN -> "min";
                        case MAX -> "max";
                        default -> "add";
                    });
        }
        vectors.storeInto(() -> code.pushInt(root * lanes));
    }

    /** Whether the vector unit computes it as a mask. */
    private static boolean isMask(Value value) {
        return switch (value.operation()) {
            case EQUAL, LESS -> true;
            case BIT_AND, BIT_OR -> value.operands().stream().allMatch(VectorEmitter::isMask);
            case BIT_XOR -> isMask(value.operand(0)) && value.operand(1).isConstant(1);
            default -> false;
        };
    }

    /** Sees to it that there is a mask of a truth value. */
    private void prepareMask(Value value) {
        if (maskOf.containsKey(value)) {
            return;
        }
        if (!isMask(value)) {
            prepare(value);
            push(value);
            code.local(ALOAD, constant(0));
            vectors.compare("NE");
        } else if (value.operation() == Operation.EQUAL || value.operation() == Operation.LESS) {
            value.operands().forEach(this::prepare);
            value.operands().forEach(this::push);
            vectors.compare(value.operation() == Operation.EQUAL ? "EQ" : "LT");
        } else if (value.operation() == Operation.BIT_XOR) {
            prepareMask(value.operand(0));
            code.local(ALOAD, maskOf.get(value.operand(0)));
            vectors.not();
        } else {
            value.operands().forEach(this::prepareMask);
            value.operands().forEach(operand -> code.local(ALOAD, maskOf.get(operand)));
            vectors.combine(value.operation() == Operation.BIT_AND ? "and" : "or");
        }
        maskOf.put(value, stored());
    }

    /** Sees to it that there is a vector of the value. */
    private void prepare(Value value) {
        if (value.isConstant() || value.operation() == Operation.OFFSET || vectorOf.containsKey(value)) {
            return;
        }
        if (isMask(value)) {
            prepareMask(value);
            code.local(ALOAD, constant(0));
            code.local(ALOAD, constant(1));
            code.local(ALOAD, maskOf.get(value));
            vectors.blend();
        } else if (value.operation() == Operation.SELECT) {
            prepareMask(value.operand(0));
            prepare(value.operand(1));
            prepare(value.operand(2));
            push(value.operand(2));
            push(value.operand(1));
            code.local(ALOAD, maskOf.get(value.operand(0)));
            vectors.blend();
        } else {
            value.operands().forEach(this::prepare);
            value.operands().forEach(this::push);
            operate(value);
        }
        vectorOf.put(value, stored());
    }

    private void operate(Value value) {
        switch (value.operation()) {
            case ADD -> vectors.binary("add");
            case SUBTRACT -> vectors.binary("sub");
            case MULTIPLY -> vectors.binary("mul");
            case BIT_AND -> vectors.binary("and");
            case BIT_OR -> vectors.binary("or");
            case BIT_XOR -> vectors.exclusiveOr();
            case SHIFT_LEFT -> vectors.shift("LSHL", value.constant());
            case SHIFT_RIGHT -> vectors.shift("ASHR", value.constant());
            case MIN -> vectors.binary("min");
            case MAX -> vectors.binary("max");
            case ABS -> vectors.abs();
            case POPCOUNT -> vectors.popcount();
            case TABLE -> {
                code.local(ALOAD, tables.get((int) value.constant()));
                vectors.loadFrom(() -> {
                    code.local(ILOAD, Code.START);
                    code.local(ILOAD, counter);
                    code.op(IADD);
                    code.pushInt(copy * lanes);
                    code.op(IADD);
                });
            }
            default -> throw new AssertionError(value.operation());
        }
    }

    private void push(Value value) {
        if (value.isConstant()) {
            code.local(ALOAD, constant(value.constant()));
        } else {
            code.local(ALOAD, value.operation() == Operation.OFFSET ? offset : vectorOf.get(value));
        }
    }

    private int stored() {
        int local = code.newLocal();
        code.local(ASTORE, local);
        return local;
    }
}
