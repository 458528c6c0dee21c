package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LALOAD;

import java.util.function.IntConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes the bytecode of {@link LaneProgram#run}: numbers, locals, calls and the loop. */
final class Code {
    // The method's parameters.
    static final int START = 1;
    static final int COUNT = 2;
    static final int PARAMETERS = 3;
    static final int TABLES = 4;
    static final int INTS = 5;
    static final int LONGS = 6;

    private static final int FIRST_LOCAL = 7;

    /** The JIT compiler leaves methods of more than 8000 bytes alone; an instruction has three on average. */
    private static final int MAX_INSTRUCTIONS = 2_500;

    private final MethodVisitor method;
    private final Width width;
    private int locals = FIRST_LOCAL;
    private int instructions;

    Code(MethodVisitor method, Width width) {
        this.method = method;
        this.width = width;
    }

    Width width() {
        return width;
    }

    /** A new local variable of up to 64 bits. */
    int newLocal() {
        int local = locals;
        locals += 2;
        return local;
    }

    void op(int opcode) {
        count();
        method.visitInsn(opcode);
    }

    /** Loads or stores a local. */
    void local(int opcode, int local) {
        count();
        method.visitVarInsn(opcode, local);
    }

    void jump(int opcode, Label label) {
        count();
        method.visitJumpInsn(opcode, label);
    }

    void label(Label label) {
        method.visitLabel(label);
    }

    void pushInt(int value) {
        count();
        method.visitLdcInsn(value);
    }

    void pushLong(long value) {
        count();
        method.visitLdcInsn(value);
    }

    /** A number of the width of the lanes. */
    void pushLane(long value) {
        if (width == Width.INT) {
            pushInt(Math.toIntExact(value));
        } else {
            pushLong(value);
        }
    }

    void field(int opcode, String owner, String name, String descriptor) {
        count();
        method.visitFieldInsn(opcode, owner, name, descriptor);
    }

    void invoke(int opcode, String owner, String name, String descriptor) {
        count();
        method.visitMethodInsn(opcode, owner, name, descriptor, false);
    }

    void invokeStatic(Class<?> owner, String name, String descriptor) {
        invoke(INVOKESTATIC, owner.getName().replace('.', '/'), name, descriptor);
    }

    void cast(String type) {
        count();
        method.visitTypeInsn(CHECKCAST, type);
    }

    /** The block's parameter at that place, as wide as lanes are. */
    void pushParameter(long place) {
        local(ALOAD, PARAMETERS);
        pushInt(Math.toIntExact(place));
        op(LALOAD);
        if (width == Width.INT) {
            op(L2I);
        }
    }

    void pushTable(long place) {
        local(ALOAD, TABLES);
        pushInt(Math.toIntExact(place));
        op(AALOAD);
    }

    /** Runs the body with a new local counting from 0 to {@link #COUNT} in steps. */
    void loop(int step, IntConsumer body) {
        int counter = newLocal();
        Label head = new Label();
        Label end = new Label();
        op(ICONST_0);
        local(ISTORE, counter);
        label(head);
        local(ILOAD, counter);
        local(ILOAD, COUNT);
        jump(IF_ICMPGE, end);
        body.accept(counter);
        local(ILOAD, counter);
        pushInt(step);
        op(IADD);
        local(ISTORE, counter);
        jump(GOTO, head);
        label(end);
    }

    private void count() {
        if (++instructions > MAX_INSTRUCTIONS) {
            throw NoFormException.INSTANCE;
        }
    }
}
