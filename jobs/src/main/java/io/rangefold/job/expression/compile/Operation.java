package io.rangefold.job.expression.compile;

/**
 * What a {@link Value} is made by. All but {@link #INVOKE} and {@link #CHOOSE} have an outcome at every {@code i}, which the
 * lanes hold: that is proven when the value is made.
 */
enum Operation {
    /** The value's own {@link Value#constant()}. */
    CONSTANT,
    /** A number that stays the same within a block; {@link Value#constant()} is its place in the program's list. */
    PARAMETER,
    /** How far {@code i} is from the start of its block. */
    OFFSET,
    /** The element at the offset of an array filled for the block; {@link Value#constant()} is its place in the list. */
    TABLE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    /** By {@link Value#constant()} bits, less than the lane has. */
    SHIFT_LEFT,
    /** By {@link Value#constant()} bits, less than the lane has; floors. */
    SHIFT_RIGHT,
    MIN,
    MAX,
    ABS,
    /** Of a value that is not negative. */
    POPCOUNT,
    /** 1 where both are equal, else 0. */
    EQUAL,
    /** 1 where the first is less, else 0. */
    LESS,
    /** The second where the first, a truth value, is 1, else the third. Takes both. */
    SELECT,
    /** What {@link Value#call()} returns, or throws. */
    INVOKE,
    /** The second where the first is not 0, else the third. Evaluates only one of them. */
    CHOOSE
}
