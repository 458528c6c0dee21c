package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.*;

import io.rangefold.job.expression.compile.Differences.Advanced;
import java.util.List;

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
    private final VectorBody body;
    private final int lanes;
    private final int copies;
    private final List<Value> order;
    private final List<Advanced> advanced;
    /** For each of these, copy and order of difference: the local that holds it. */
    private final int[][][] differences;

    private int counter;
    private int copy;

    /** @param vectorBits how wide vectors are */
    VectorEmitter(Program program, Code code, String owner, int vectorBits) {
        this.program = program;
        this.code = code;
        this.vectors = new VectorCalls(code, owner);
        this.body = new VectorBody(code, vectors);
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
        body.spread(order);
        for (int k = 1; k <= copies; k++) {
            body.constant((long) k * lanes);
        }
        int[][] folded = new int[program.roots().size()][copies];
        for (int root = 0; root < folded.length; root++) {
            for (int k = 0; k < copies; k++) {
                folded[root][k] = initial(root);
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
                body.at(sum(first, (long) copy * lanes), this::pushOffset);
                for (int k = 0; k < advanced.size(); k++) {
                    body.know(advanced.get(k).value(), differences[k][copy][0]);
                }
                for (int root = 0; root < folded.length; root++) {
                    fold(program.roots().get(root), folded[root][copy]);
                }
                for (int[][] ofCopies : differences) {
                    advance(ofCopies[copy]);
                }
            }
            code.local(ALOAD, first);
            code.local(ALOAD, body.constant(step));
            vectors.binary("add");
            code.local(ASTORE, first);
        });
        for (int root = 0; root < folded.length && program.fold() != Fold.VALUES; root++) {
            store(root, folded[root]);
        }
    }

    private int initial(int root) {
        if (program.fold() == Fold.MIN || program.fold() == Fold.MAX) {
            vectors.load(root * lanes);
        } else {
            code.local(ALOAD, body.constant(0));
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
            // Polynomials have no tables in them.
            body.at(sum(first, (long) (step * copies + copy) * lanes), () -> {});
            body.load(value.value());
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
        code.local(ALOAD, body.constant(number));
        vectors.binary("add");
        return stored();
    }

    private void fold(Value root, int folded) {
        if (program.fold() == Fold.VALUES) {
            body.load(root);
            vectors.storeInto(this::pushPlace);
            return;
        }
        code.local(ALOAD, folded);
        if (isSum() && VectorBody.isMask(root)) {
            code.local(ALOAD, body.constant(1));
            body.loadMask(root);
            vectors.maskedAdd();
        } else {
            body.load(root);
            combine();
        }
        code.local(ASTORE, folded);
    }

    /** Where the present copy's lanes are, counted from where the program starts. */
    private void pushPlace() {
        code.local(ILOAD, counter);
        code.pushInt(copy * lanes);
        code.op(IADD);
    }

    private void pushOffset() {
        pushPlace();
        code.local(ILOAD, Code.START);
        code.op(IADD);
    }

    private boolean isSum() {
        return program.fold() == Fold.SUM || program.fold() == Fold.COUNT;
    }

    private void combine() {
        vectors.binary(
                switch (program.fold()) {
                    case MIN -> "min";
                    case MAX -> "max";
                    default -> "add";
                });
    }

    private void store(int root, int[] folded) {
        code.local(ALOAD, folded[0]);
        for (int k = 1; k < folded.length; k++) {
            code.local(ALOAD, folded[k]);
            combine();
        }
        vectors.storeInto(() -> code.pushInt(root * lanes));
    }

    private int stored() {
        int local = code.newLocal();
        code.local(ASTORE, local);
        return local;
    }
}
