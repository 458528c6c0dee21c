package io.rangefold.job.expression.compile;

import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Makes hidden classes, which are unloaded when nothing refers to them any more. */
final class Bytecode {
    private static final String PACKAGE = Bytecode.class.getPackageName().replace('.', '/') + "/";
    private static final String INTERFACE = PACKAGE + "LaneProgram";
    private static final String RUN = "(II[J[[J[I[J)V";

    private Bytecode() {}

    /** A program as a loop over tables of lanes. */
    static LaneProgram tables(Program program) {
        return define(PACKAGE + "TableProgram", program, false, code -> new TableEmitter(program, code).emit());
    }

    /** A program as a loop over vectors. */
    static LaneProgram vectors(Program program, int vectorBits) {
        String name = PACKAGE + "VectorProgram";
        return define(name, program, true, code -> new VectorEmitter(program, code, name, vectorBits).emit());
    }

    private static LaneProgram define(String name, Program program, boolean vectors, Consumer<Code> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
        writer.visit(V17, ACC_FINAL | ACC_SUPER, name, null, "java/lang/Object", new String[] {INTERFACE});
        constructor(writer);
        if (vectors) {
            species(writer, name, program.width());
        }
        MethodVisitor run = writer.visitMethod(ACC_PUBLIC, "run", RUN, null, null);
        run.visitCode();
        body.accept(new Code(run, program.width()));
        run.visitInsn(RETURN);
        run.visitMaxs(0, 0);
        run.visitEnd();
        writer.visitEnd();
        try {
            return (LaneProgram) MethodHandles.lookup()
                    .defineHiddenClass(writer.toByteArray(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled code can't be loaded: " + e, e);
        }
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor method = writer.visitMethod(0, "<init>", "()V", null, null);
        method.visitCode();
        method.visitVarInsn(ALOAD, 0);
        method.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        method.visitInsn(RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** A constant of the class, which the JIT compiler needs in order to know how long vectors are. */
    private static void species(ClassWriter writer, String name, Width width) {
        writer.visitField(
                        ACC_PRIVATE | ACC_STATIC | ACC_FINAL,
                        VectorCalls.SPECIES_FIELD,
                        VectorCalls.SPECIES_TYPE,
                        null,
                        null)
                .visitEnd();
        MethodVisitor method = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        method.visitCode();
        method.visitFieldInsn(GETSTATIC, VectorCalls.vectorClass(width), "SPECIES_PREFERRED", VectorCalls.SPECIES_TYPE);
        method.visitFieldInsn(PUTSTATIC, name, VectorCalls.SPECIES_FIELD, VectorCalls.SPECIES_TYPE);
        method.visitInsn(RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
