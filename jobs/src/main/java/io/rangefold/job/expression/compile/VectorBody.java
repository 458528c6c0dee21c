package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes how values are computed in vectors: those of one place at a time, after what all places share. */
final class VectorBody {
    private final Code code;
    private final VectorCalls vectors;
    private final Map<Value, Integer> shared = new IdentityHashMap<>();
    private final Map<Long, Integer> constants = new HashMap<>();
    private final Map<Integer, Integer> tables = new HashMap<>();
    /** Which local has a value as a vector of lanes, at the present place. */
    private Map<Value, Integer> vectorOf = new IdentityHashMap<>();
    /** Which local has a truth value as a mask. */
    private Map<Value, Integer> maskOf = new IdentityHashMap<>();

    private int offset;
    private Runnable tableIndex = () -> {};

    VectorBody(Code code, VectorCalls vectors) {
        this.code = code;
        this.vectors = vectors;
    }

    /** Makes vectors of all constants and parameters, before any loop. */
    void spread(List<Value> order) {
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
    }

    /** The local that has that number in all lanes; to be asked for before a loop that uses it. */
    int constant(long number) {
        Integer known = constants.get(number);
        if (known == null) {
            code.pushLane(number);
            vectors.broadcast();
            known = stored();
            constants.put(number, known);
        }
        return known;
    }

    /**
     * Goes to another place.
     *
     * @param offsets the local that has the offsets there
     * @param index pushes where tables have their elements
     */
    void at(int offsets, Runnable index) {
        offset = offsets;
        tableIndex = index;
        vectorOf = new IdentityHashMap<>(shared);
        maskOf = new IdentityHashMap<>();
    }

    /** Says that a local has the value at the present place. */
    void know(Value value, int local) {
        vectorOf.put(value, local);
    }

    /** Pushes the value's vector. */
    void load(Value value) {
        prepare(value);
        push(value);
    }

    /** Pushes the truth value's mask. */
    void loadMask(Value value) {
        prepareMask(value);
        code.local(ALOAD, maskOf.get(value));
    }

    /** Whether the vector unit computes it as a mask. */
    static boolean isMask(Value value) {
        return switch (value.operation()) {
            case EQUAL, LESS -> true;
            case BIT_AND, BIT_OR -> value.operands().stream().allMatch(VectorBody::isMask);
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
                vectors.loadFrom(tableIndex);
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
