package io.rangefold.job.expression.compile;

/** What a compiled program implements. Without state: any number of threads may run it, each with arrays of its own. */
public interface LaneProgram {

    /**
     * Computes the roots at {@code count} neighbouring offsets of a block and folds them into the accumulators: {@code ints}
     * or {@code longs}, whichever has the program's width, a fixed number for each root.
     *
     * @param start the first offset
     * @param count a multiple of what the program takes at a time
     * @throws io.rangefold.job.expression.function.LaneFailure if some value does not exist or fit; the accumulators hold
     *     nothing of use then
     */
    void run(int start, int count, long[] parameters, long[][] tables, int[] ints, long[] longs);
}
