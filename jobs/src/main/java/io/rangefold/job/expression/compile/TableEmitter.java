package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.*;

import io.rangefold.job.expression.lanes.Interval;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.objectweb.asm.Label;

/**
 * Writes a program as one loop over lanes in arrays. Where nothing is called and nothing branches, the JIT compiler makes
 * vector code of it: truth values are bits, and choices are masks. Each root has {@link LaneMath#LANES} accumulators.
 */
final class TableEmitter {
    /** So many values may rather be computed anew for each root. */
    private static final int MAX_REPEATED = 12;

    private final Program program;
    private final Code code;
    private final boolean wide;
    private final Map<Integer, Integer> tables = new HashMap<>();
    /** Which local has a value; within a branch, also of what was computed there. */
    private Map<Value, Integer> locals = new IdentityHashMap<>();

    private int lane;
    private int offset;

    TableEmitter(Program program, Code code) {
        this.program = program;
        this.code = code;
        this.wide = program.width() == Width.LONG;
    }

    void emit() {
        List<Value> order = Graph.inOrder(program.roots());
        for (Value value : order) {
            if (value.operation() == Operation.PARAMETER) {
                code.pushParameter(value.constant());
                locals.put(value, stored());
            } else if (value.operation() == Operation.TABLE) {
                int table = code.newLocal();
                code.pushTable(value.constant());
                code.local(ASTORE, table);
                tables.put((int) value.constant(), table);
            }
        }
        int offsets = code.newLocal();
        code.field(
                GETSTATIC,
                LaneMath.class.getName().replace('.', '/'),
                wide ? "LONG_OFFSETS" : "INT_OFFSETS",
                wide ? "[J" : "[I");
        code.local(ASTORE, offsets);
        Map<Value, Integer> invariant = locals;
        List<Integer> all = IntStream.range(0, program.roots().size()).boxed().toList();
        if (program.isVectorizable() && order.size() <= MAX_REPEATED) {
            // A loop for each root: two sums in one keep the JIT compiler from making vector code.
            all.forEach(root -> loop(offsets, invariant, List.of(root)));
        } else {
            loop(offsets, invariant, all);
        }
    }

    private void loop(int offsets, Map<Value, Integer> invariant, List<Integer> roots) {
        code.loop(1, counter -> {
            lane = counter;
            locals = new IdentityHashMap<>(invariant);
            code.local(ALOAD, offsets);
            code.local(ILOAD, lane);
            code.op(wide ? LALOAD : IALOAD);
            code.local(ILOAD, Code.START);
            widen();
            code.op(wide ? LADD : IADD);
            offset = stored();
            for (int root : roots) {
                prepare(program.roots().get(root));
                fold(root);
            }
        });
    }

    private void fold(int root) {
        Value value = program.roots().get(root);
        code.local(ALOAD, wide ? Code.LONGS : Code.INTS);
        code.local(ILOAD, lane);
        if (root > 0) {
            code.pushInt(root * LaneMath.LANES);
            code.op(IADD);
        }
        if (program.fold() == Fold.VALUES) {
            push(value);
        } else {
            code.op(DUP2);
            code.op(wide ? LALOAD : IALOAD);
            push(value);
            switch (program.fold()) {
                case MIN -> math("min", 2);
                case MAX -> math("max", 2);
                default -> code.op(wide ? LADD : IADD);
            }
        }
        code.op(wide ? LASTORE : IASTORE);
    }

    /** Computes a value, unless it is there, and all that it needs. */
    private void prepare(Value value) {
        if (value.isConstant() || value.operation() == Operation.OFFSET || locals.containsKey(value)) {
            return;
        }
        if (value.operation() == Operation.CHOOSE) {
            choose(value);
            return;
        }
        value.operands().forEach(this::prepare);
        compute(value);
        locals.put(value, stored());
    }

    private void choose(Value value) {
        int result = code.newLocal();
        Label otherwise = new Label();
        Label end = new Label();
        prepare(value.operand(0));
        Map<Value, Integer> before = locals;
        push(value.operand(0));
        code.pushLane(0);
        code.op(LCMP);
        code.jump(IFEQ, otherwise);
        branch(before, value.operand(1), result);
        code.jump(GOTO, end);
        code.label(otherwise);
        branch(before, value.operand(2), result);
        code.label(end);
        locals = before;
        locals.put(value, result);
    }

    private void branch(Map<Value, Integer> before, Value value, int result) {
        locals = new IdentityHashMap<>(before);
        prepare(value);
        push(value);
        code.local(LSTORE, result);
    }

    private int stored() {
        int local = code.newLocal();
        code.local(wide ? LSTORE : ISTORE, local);
        return local;
    }

    private void push(Value value) {
        if (value.isConstant()) {
            code.pushLane(value.constant());
        } else {
            code.local(wide ? LLOAD : ILOAD, value.operation() == Operation.OFFSET ? offset : locals.get(value));
        }
    }

    private void widen() {
        if (wide) {
            code.op(I2L);
        }
    }

    private void math(String name, int arguments) {
        String type = wide ? "J" : "I";
        code.invokeStatic(Math.class, name, "(" + type.repeat(arguments) + ")" + type);
    }

    private void compute(Value value) {
        List<Value> operands = value.operands();
        switch (value.operation()) {
            case EQUAL -> equal(operands.get(0), operands.get(1));
            case LESS -> less(operands.get(0), operands.get(1));
            case SELECT -> select(operands.get(0), operands.get(1), operands.get(2));
            case TABLE -> element(tables.get((int) value.constant()));
            default -> {
                operands.forEach(this::push);
                operate(value);
            }
        }
    }

    private void element(int table) {
        code.local(ALOAD, table);
        code.local(ILOAD, Code.START);
        code.local(ILOAD, lane);
        code.op(IADD);
        code.op(LALOAD);
    }

    private void operate(Value value) {
        switch (value.operation()) {
            case ADD -> code.op(wide ? LADD : IADD);
            case SUBTRACT -> code.op(wide ? LSUB : ISUB);
            case MULTIPLY -> code.op(wide ? LMUL : IMUL);
            case BIT_AND -> code.op(wide ? LAND : IAND);
            case BIT_OR -> code.op(wide ? LOR : IOR);
            case BIT_XOR -> code.op(wide ? LXOR : IXOR);
            case SHIFT_LEFT -> shift(wide ? LSHL : ISHL, (int) value.constant());
            case SHIFT_RIGHT -> shift(wide ? LSHR : ISHR, (int) value.constant());
            case MIN -> math("min", 2);
            case MAX -> math("max", 2);
            case ABS -> math("abs", 1);
            case POPCOUNT -> {
                code.invokeStatic(wide ? Long.class : Integer.class, "bitCount", wide ? "(J)I" : "(I)I");
                widen();
            }
            case INVOKE ->
                code.invoke(
                        INVOKESTATIC,
                        value.call().owner(),
                        value.call().method(),
                        value.call().descriptor());
            default -> throw new AssertionError(value.operation());
        }
    }

    private void shift(int opcode, int bits) {
        code.pushInt(bits);
        code.op(opcode);
    }

    /** {@code d | -d} is negative unless d is 0. */
    private void equal(Value a, Value b) {
        push(a);
        push(b);
        code.op(wide ? LXOR : IXOR);
        code.op(wide ? DUP2 : DUP);
        code.op(wide ? LNEG : INEG);
        code.op(wide ? LOR : IOR);
        shift(wide ? LUSHR : IUSHR, width() - 1);
        code.pushLane(1);
        code.op(wide ? LXOR : IXOR);
    }

    /** The sign of {@code a - b}, or where that might not fit, of {@code a & ~b | ~(a ^ b) & (a - b)}. */
    private void less(Value a, Value b) {
        boolean fits = program.width()
                .holds(Interval.of(
                        a.interval().low().subtract(b.interval().high()),
                        a.interval().high().subtract(b.interval().low())));
        if (fits) {
            difference(a, b);
        } else {
            push(a);
            complement(b);
            code.op(wide ? LAND : IAND);
            push(a);
            complement(b);
            code.op(wide ? LXOR : IXOR);
            difference(a, b);
            code.op(wide ? LAND : IAND);
            code.op(wide ? LOR : IOR);
        }
        shift(wide ? LUSHR : IUSHR, width() - 1);
    }

    private void difference(Value a, Value b) {
        push(a);
        push(b);
        code.op(wide ? LSUB : ISUB);
    }

    private void complement(Value a) {
        push(a);
        code.pushLane(-1);
        code.op(wide ? LXOR : IXOR);
    }

    /** {@code b ^ ((a ^ b) & -condition)}. */
    private void select(Value condition, Value a, Value b) {
        push(b);
        push(a);
        push(b);
        code.op(wide ? LXOR : IXOR);
        push(condition);
        code.op(wide ? LNEG : INEG);
        code.op(wide ? LAND : IAND);
        code.op(wide ? LXOR : IXOR);
    }

    private int width() {
        return program.width().bits();
    }
}
