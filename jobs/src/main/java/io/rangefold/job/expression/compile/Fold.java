package io.rangefold.job.expression.compile;

/** What becomes of an expression's values. */
public enum Fold {
    /** Their sum. */
    SUM,
    /** How many are not 0. */
    COUNT,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** Each of them. */
    VALUES
}
