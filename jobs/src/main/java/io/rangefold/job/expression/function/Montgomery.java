package io.rangefold.job.expression.function;

/**
 * Multiplication modulo an odd number below 2^63 without division (P. L. Montgomery, "Modular multiplication without trial
 * division", Mathematics of Computation 44, 1985), with R = 2^64. Some 3 ns a product.
 */
public final class Montgomery {
    private final long modulus;
    /** {@code modulus^-1} modulo 2^64. */
    private final long inverse;
    /** 1 in Montgomery's form: R modulo the modulus. */
    private final long one;

    /** @param modulus odd, 3 to 2^63 - 1 */
    public Montgomery(long modulus) {
        this.modulus = modulus;
        long x = modulus;
        // Newton's iteration doubles the number of right bits; an odd number is its own inverse modulo 8.
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            x *= 2 - modulus * x;
        }
        inverse = x;
        one = Long.remainderUnsigned(-modulus, modulus);
    }

    /** 1 in Montgomery's form. */
    long one() {
        return one;
    }

    /** {@code x} in Montgomery's form; {@code 0 <= x < modulus}. Takes as many additions as x has bits, twice. */
    public long form(long x) {
        long form = 0;
        for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(x); bit >= 0; bit--) {
            form = add(form, form);
            if ((x >>> bit & 1) != 0) {
                form = add(form, one);
            }
        }
        return form;
    }

    /** The number of which {@code form} is the form. */
    long value(long form) {
        return reduce(0, form);
    }

    long add(long a, long b) {
        long sum = a - modulus + b;
        return sum + (modulus & (sum >> 63));
    }

    public long multiply(long a, long b) {
        return reduce(Math.multiplyHigh(a, b), a * b);
    }

    /** The form of {@code base^exponent}; base in form, {@code exponent >= 0}. */
    long power(long base, long exponent) {
        long power = one;
        for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
            power = multiply(power, power);
            if ((exponent >>> bit & 1) != 0) {
                power = multiply(power, base);
            }
        }
        return power;
    }

    /** {@code (high 2^64 + low) / R} modulo the modulus; {@code 0 <= high < modulus}, {@code low} unsigned. */
    private long reduce(long high, long low) {
        long q = low * inverse;
        long product = Math.multiplyHigh(q, modulus) + ((q >> 63) & modulus);
        long rest = high - product;
        return rest + (modulus & (rest >> 63));
    }
}
