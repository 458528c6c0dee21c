package io.rangefold.job.expression.compile;

import java.util.Optional;

/** A program's code, which any number of threads may share. */
final class CompiledProgram {
    private final Program program;
    private final LaneProgram tables;
    private final Optional<LaneProgram> vectors;
    private final int vectorBits;
    private final int granularity;
    private final Race race = new Race();

    /** @throws NoFormException if the code would be too large */
    CompiledProgram(Program program) {
        this.program = program;
        this.tables = Bytecode.tables(program);
        Optional<Integer> bits = VectorRuntime.bits().filter(b -> program.isVectorizable());
        this.vectorBits = bits.orElse(Long.SIZE);
        this.vectors = bits.map(b -> Bytecode.vectors(program, b));
        this.granularity = bits.map(b -> VectorEmitter.granularity(program, b)).orElse(1);
    }

    Program program() {
        return program;
    }

    LaneProgram tables() {
        return tables;
    }

    Optional<LaneProgram> vectors() {
        return vectors;
    }

    /** How many {@code i} the vectors take at a time. */
    int granularity() {
        return granularity;
    }

    /** How many lanes a vector has. */
    int vectorLanes() {
        return vectorBits / program.width().bits();
    }

    Race race() {
        return race;
    }

    /** Which form runs, for people. */
    String describe() {
        int bits = program.width().bits();
        return race.vectorsWon()
                ? "compiled, " + vectorBits + "-bit vectors of " + bits + "-bit lanes"
                : "compiled, tables of " + bits + "-bit lanes";
    }
}
