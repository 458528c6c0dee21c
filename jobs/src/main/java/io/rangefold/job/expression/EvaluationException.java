package io.rangefold.job.expression;

/** An expression that has no value at some {@code i}. Its message lacks the {@code i}: who knows it adds it. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private EvaluationException(String message) {
        super(message, null, false, false);
    }

    public static EvaluationException divisionByZero() {
        return new EvaluationException("division by zero");
    }

    public static EvaluationException negativeExponent() {
        return new EvaluationException("negative exponent");
    }

    public static EvaluationException negativeShift() {
        return new EvaluationException("negative shift");
    }

    /** A function that is not defined for a negative argument. */
    public static EvaluationException ofNegative(Function function) {
        return new EvaluationException(function.symbol() + " of a negative number");
    }

    /** A function that is not defined below 1. */
    public static EvaluationException belowOne(Function function) {
        return new EvaluationException(function.symbol() + " of a number below 1");
    }

    /** A function of the divisors of a number beyond {@link Limits#MAX_FACTORED}. */
    public static EvaluationException hardToFactor(Function function) {
        return new EvaluationException(function.symbol() + " of a number that is too hard to factor");
    }

    public static EvaluationException tooLarge() {
        return new EvaluationException("a value of more than 65 536 bits");
    }
}
