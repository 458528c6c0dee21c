package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.function.LongFunctions;

/** Static methods on 64-bit numbers that compiled code calls. They throw where there is no value, or none that fits. */
enum LaneCall {
    ADD(LaneMath.class, "add", 2),
    SUBTRACT(LaneMath.class, "subtract", 2),
    MULTIPLY(LaneMath.class, "multiply", 2),
    FLOOR_DIVIDE(LaneMath.class, "floorDivide", 2),
    FLOOR_REMAINDER(LaneMath.class, "floorRemainder", 2),
    SHIFT_LEFT(LaneMath.class, "shiftLeft", 2),
    SHIFT_RIGHT(LaneMath.class, "shiftRight", 2),
    POWER(LaneMath.class, "power", 2),
    POPCOUNT(LaneMath.class, "popcount", 1),
    FAIL(LaneMath.class, "fail", 0),
    GCD(LongFunctions.class, "gcd", 2),
    LCM(LongFunctions.class, "lcm", 2),
    ISQRT(LongFunctions.class, "isqrt", 1),
    ISSQUARE(LongFunctions.class, "isSquare", 1),
    DIGITSUM(LongFunctions.class, "digitSum", 1),
    DIGITS(LongFunctions.class, "digits", 1),
    ISPRIME(LongFunctions.class, "isPrime", 1),
    COLLATZ(LongFunctions.class, "collatz", 1),
    POWMOD(LongFunctions.class, "powmod", 3),
    TAU(LaneMath.class, "tau", 1),
    SIGMA(LaneMath.class, "sigma", 1),
    PHI(LaneMath.class, "phi", 1),
    /** What a source filled in, unless it is {@link io.rangefold.job.expression.source.LaneSource#NONE}. */
    FILLED_IN(LaneMath.class, "filledIn", 1);

    private final Class<?> owner;
    private final String method;
    private final int arguments;

    LaneCall(Class<?> owner, String method, int arguments) {
        this.owner = owner;
        this.method = method;
        this.arguments = arguments;
    }

    /** @throws NoFormException if the function has no such method */
    static LaneCall of(Function function) {
        for (LaneCall call : values()) {
            if (call.name().equals(function.name())) {
                return call;
            }
        }
        throw NoFormException.INSTANCE;
    }

    /** Whether it checks what need not be checked for smaller numbers. */
    boolean isCheck() {
        return switch (this) {
            case ADD, SUBTRACT, MULTIPLY, SHIFT_LEFT, POWER, FLOOR_DIVIDE, FLOOR_REMAINDER, POPCOUNT -> true;
            default -> false;
        };
    }

    /** The owner's name as class files have it. */
    String owner() {
        return owner.getName().replace('.', '/');
    }

    String method() {
        return method;
    }

    /** Numbers of 64 bits to one such number, as class files have it. */
    String descriptor() {
        return "(" + "J".repeat(arguments) + ")J";
    }
}
