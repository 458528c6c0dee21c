package io.rangefold.job.expression.compile;

import java.util.Optional;

/** A program's code, which any number of threads may share. */
final class CompiledProgram {
    private final Program program;
    private final LaneProgram tables;
    private final boolean mayHaveVectors;
    private final Race race = new Race();
    private volatile Optional<VectorCode> vectors = Optional.empty();

    /** @throws NoFormException if the code would be too large */
    CompiledProgram(Program program) {
        this.program = program;
        this.tables = Bytecode.tables(program);
        this.mayHaveVectors = program.isVectorizable() && VectorRuntime.isOffered();
    }

    Program program() {
        return program;
    }

    LaneProgram tables() {
        return tables;
    }

    /** Whether {@link #vectors} might have some. */
    boolean mayHaveVectors() {
        return mayHaveVectors;
    }

    /** The code for vectors, if there is any. Made when it is asked for: it takes tens of milliseconds. */
    Optional<VectorCode> vectors() {
        if (mayHaveVectors && vectors.isEmpty()) {
            makeVectors();
        }
        return vectors;
    }

    private synchronized void makeVectors() {
        if (vectors.isEmpty()) {
            vectors = VectorRuntime.bits().map(bits -> VectorCode.of(program, bits));
        }
    }

    Race race() {
        return race;
    }

    /** Which form runs, for people. */
    String describe() {
        String lanes = program.width().bits() + "-bit lanes";
        return race.vectorsWon()
                ? "compiled, " + vectors.map(VectorCode::bits).orElse(0) + "-bit vectors of " + lanes
                : "compiled, tables of " + lanes;
    }
}
