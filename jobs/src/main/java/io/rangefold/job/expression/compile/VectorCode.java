package io.rangefold.job.expression.compile;

/**
 * A program's code for vectors.
 *
 * @param bits of a vector
 * @param lanes of a vector
 * @param granularity how many {@code i} it takes at a time
 */
record VectorCode(LaneProgram code, int bits, int lanes, int granularity) {

    static VectorCode of(Program program, int bits) {
        return new VectorCode(
                Bytecode.vectors(program, bits),
                bits,
                bits / program.width().bits(),
                VectorEmitter.granularity(program, bits));
    }
}
