package io.rangefold.job.expression.source;

import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.function.LongFunctions;
import io.rangefold.job.expression.function.Montgomery;
import java.util.Optional;

/**
 * {@code powmod(b, e, m)} with constant b and m where e is affine and grows with i: each value is the one {@link #CHAINS}
 * places before, times a constant. A multiplication a value, and enough of them independent to keep a core busy: 2 ns.
 */
final class PowerSource implements LaneSource {
    private static final int CHAINS = 8;

    /** Products of residues fit. */
    private static final long MAX_PLAIN_MODULUS = 3_037_000_499L;

    private final long base;
    private final Affine exponent;
    private final long modulus;
    /** By one i, and by {@link #CHAINS} of them; in Montgomery's form where that is used. */
    private final long step;

    private final long leap;
    private final Optional<Montgomery> field;

    private PowerSource(long base, Affine exponent, long modulus) {
        this.base = base;
        this.exponent = exponent;
        this.modulus = modulus;
        long m = Math.abs(modulus);
        field = (m & 1) != 0 && m > 1 ? Optional.of(new Montgomery(m)) : Optional.empty();
        step = factor(exponent.slope(), m);
        leap = factor(exponent.slope() * CHAINS, m);
    }

    private long factor(long power, long m) {
        long value = LongFunctions.powmod(base, power, m);
        return field.map(f -> f.form(value)).orElse(value);
    }

    /** For i from {@code first} to {@code last}; empty if the call is of another form, or products would not fit. */
    static Optional<LaneSource> of(Node.Call call, long first, long last) {
        Optional<Affine> base = Affine.of(call.arguments().get(0)).filter(Affine::isConstant);
        Optional<Affine> exponent = Affine.of(call.arguments().get(1))
                .filter(e -> e.slope() > 0 && e.slope() < Long.MAX_VALUE / CHAINS && e.fits(first, last));
        Optional<Affine> modulus =
                Affine.of(call.arguments().get(2)).filter(m -> m.isConstant() && accepts(m.offset()));
        return base.isPresent() && exponent.isPresent() && modulus.isPresent()
                ? Optional.of(new PowerSource(
                        base.get().offset(), exponent.get(), modulus.get().offset()))
                : Optional.empty();
    }

    private static boolean accepts(long modulus) {
        long m = Math.abs(modulus);
        return m > 0 && ((m & 1) != 0 || m <= MAX_PLAIN_MODULUS);
    }

    @Override
    public void fill(long first, int count, long[] lanes) {
        int from = 0;
        while (from < count && exponent.at(first + from) < 0) {
            lanes[from++] = NONE;
        }
        if (from == count) {
            return;
        }
        lanes[from] = LongFunctions.powmod(base, exponent.at(first + from), Math.abs(modulus));
        int ahead = Math.min(count, from + CHAINS);
        if (field.isPresent()) {
            multiply(lanes, from + 1, ahead, 1, step, field.get());
            multiply(lanes, ahead, count, CHAINS, leap, field.get());
        } else {
            multiply(lanes, from + 1, ahead, 1, step, modulus);
            multiply(lanes, ahead, count, CHAINS, leap, modulus);
        }
        if (modulus < 0) {
            for (int k = from; k < count; k++) {
                lanes[k] += lanes[k] == 0 ? 0 : modulus;
            }
        }
    }

    private static void multiply(long[] lanes, int from, int to, int distance, long factor, Montgomery field) {
        for (int k = from; k < to; k++) {
            lanes[k] = field.multiply(lanes[k - distance], factor);
        }
    }

    private static void multiply(long[] lanes, int from, int to, int distance, long factor, long modulus) {
        for (int k = from; k < to; k++) {
            lanes[k] = lanes[k - distance] * factor % modulus;
        }
    }

    @Override
    public boolean isCheap() {
        return false;
    }
}
