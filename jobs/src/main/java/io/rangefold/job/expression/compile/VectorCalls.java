package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.SWAP;

/** Calls of {@code jdk.incubator.vector}, written as bytecode, for vectors of one width of lanes. */
final class VectorCalls {
    /** The field of the compiled class that holds the preferred species. */
    static final String SPECIES_FIELD = "SPECIES";

    static final String SPECIES_TYPE = "Ljdk/incubator/vector/VectorSpecies;";

    private static final String PACKAGE = "jdk/incubator/vector/";
    private static final String VECTOR = "L" + PACKAGE + "Vector;";
    private static final String MASK = "L" + PACKAGE + "VectorMask;";
    private static final String OPERATORS = PACKAGE + "VectorOperators";

    private final Code code;
    private final String owner;
    private final String own;
    private final String type;
    private final String lane;

    /** @param owner the compiled class */
    VectorCalls(Code code, String owner) {
        this.code = code;
        this.owner = owner;
        this.own = vectorClass(code.width());
        this.type = "L" + own + ";";
        this.lane = code.width() == Width.LONG ? "J" : "I";
    }

    static String vectorClass(Width width) {
        return PACKAGE + (width == Width.LONG ? "LongVector" : "IntVector");
    }

    /** Spreads the number on the stack. */
    void broadcast() {
        if (lane.equals("J")) {
            int number = code.newLocal();
            code.local(LSTORE, number);
            species();
            code.local(LLOAD, number);
        } else {
            species();
            code.op(SWAP);
        }
        code.invoke(INVOKESTATIC, own, "broadcast", "(" + SPECIES_TYPE + lane + ")" + type);
    }

    /** Loads lanes from the accumulators. */
    void load(int place) {
        code.local(ALOAD, lane.equals("J") ? Code.LONGS : Code.INTS);
        loadFrom(() -> code.pushInt(place));
    }

    /** Loads lanes from the array on the stack, at the index that is pushed. */
    void loadFrom(Runnable index) {
        species();
        code.op(SWAP);
        index.run();
        code.invoke(INVOKESTATIC, own, "fromArray", "(" + SPECIES_TYPE + "[" + lane + "I)" + type);
    }

    /** Stores the vector on the stack into the accumulators, at the index that is pushed. */
    void storeInto(Runnable index) {
        code.local(ALOAD, lane.equals("J") ? Code.LONGS : Code.INTS);
        index.run();
        code.invoke(INVOKEVIRTUAL, own, "intoArray", "([" + lane + "I)V");
    }

    /** {@code add}, {@code sub}, {@code mul}, {@code and}, {@code or}, {@code min}, {@code max} of two vectors. */
    void binary(String name) {
        code.invoke(INVOKEVIRTUAL, own, name, "(" + VECTOR + ")" + type);
    }

    void exclusiveOr() {
        int right = code.newLocal();
        code.local(ASTORE, right);
        operator("XOR", "Associative");
        code.local(ALOAD, right);
        code.invoke(INVOKEVIRTUAL, own, "lanewise", "(L" + OPERATORS + "$Binary;" + VECTOR + ")" + type);
    }

    void shift(String name, long bits) {
        operator(name, "Binary");
        code.pushLane(bits);
        code.invoke(INVOKEVIRTUAL, own, "lanewise", "(L" + OPERATORS + "$Binary;" + lane + ")" + type);
    }

    void abs() {
        code.invoke(INVOKEVIRTUAL, own, "abs", "()" + type);
    }

    void popcount() {
        operator("BIT_COUNT", "Unary");
        code.invoke(INVOKEVIRTUAL, own, "lanewise", "(L" + OPERATORS + "$Unary;)" + type);
    }

    /** A mask of where the comparison holds: {@code EQ}, {@code NE}, {@code LT}. */
    void compare(String name) {
        int right = code.newLocal();
        code.local(ASTORE, right);
        operator(name, "Comparison");
        code.local(ALOAD, right);
        code.invoke(INVOKEVIRTUAL, own, "compare", "(L" + OPERATORS + "$Comparison;" + VECTOR + ")" + MASK);
    }

    /** Of the first vector where the mask is not set, of the second where it is. */
    void blend() {
        code.invoke(INVOKEVIRTUAL, own, "blend", "(" + VECTOR + MASK + ")" + type);
    }

    /** Adds the second vector where the mask is set. */
    void maskedAdd() {
        code.invoke(INVOKEVIRTUAL, own, "add", "(" + VECTOR + MASK + ")" + type);
    }

    void not() {
        code.invoke(INVOKEVIRTUAL, PACKAGE + "VectorMask", "not", "()" + MASK);
    }

    /** {@code and} or {@code or} of two masks. */
    void combine(String name) {
        code.invoke(INVOKEVIRTUAL, PACKAGE + "VectorMask", name, "(" + MASK + ")" + MASK);
    }

    private void operator(String name, String kind) {
        code.field(GETSTATIC, OPERATORS, name, "L" + OPERATORS + "$" + kind + ";");
    }

    private void species() {
        code.field(GETSTATIC, owner, SPECIES_FIELD, SPECIES_TYPE);
    }
}
