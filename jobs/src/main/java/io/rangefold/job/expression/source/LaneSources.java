package io.rangefold.job.expression.source;

import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.Multiplicative;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that the calls of one expression are fed from. They keep what they know while the expression is compiled again,
 * and share a sieve where one call asks for what another asks for some steps later. Used by one thread at a time.
 */
public final class LaneSources {
    /** Calls whose arguments are so many steps apart have sieves of their own. */
    private static final long MAX_SHARED_SHIFT = 1 << 13;

    private final long first;
    private final long last;
    private final WorkMeter meter;
    private final Map<Node.Call, Optional<LaneSource>> sources = new IdentityHashMap<>();
    private final Map<SieveKey, Segments> sieves = new HashMap<>();

    /** What a sieve is for; calls with arguments far from each other's differ in {@code neighbourhood}. */
    private record SieveKey(Function function, Progression progression, long neighbourhood) {}

    /**
     * @param first the least {@code i} that is ever asked for
     * @param last the greatest
     */
    public LaneSources(long first, long last, WorkMeter meter) {
        this.first = first;
        this.last = last;
        this.meter = meter;
    }

    /** The source for a call, if there is one for its function and arguments. */
    public Optional<LaneSource> of(Node.Call call) {
        return sources.computeIfAbsent(call, this::create);
    }

    private Optional<LaneSource> create(Node.Call call) {
        return switch (call.function()) {
            case ISPRIME -> argument(call.arguments().get(0)).map(this::primes);
            case TAU -> argument(call.arguments().get(0)).flatMap(x -> multiplicative(Multiplicative.TAU, x));
            case SIGMA -> argument(call.arguments().get(0)).flatMap(x -> multiplicative(Multiplicative.SIGMA, x));
            case PHI -> argument(call.arguments().get(0)).flatMap(x -> multiplicative(Multiplicative.PHI, x));
            case POWMOD -> PowerSource.of(call, first, last);
            default -> Optional.empty();
        };
    }

    private Optional<Affine> argument(Node node) {
        return Affine.of(node).filter(x -> !x.isConstant() && x.isModest() && x.fits(first, last));
    }

    private LaneSource primes(Affine x) {
        long shift = Math.floorDiv(x.offset(), x.slope());
        Progression progression = new Progression(x.slope(), Math.floorMod(x.offset(), x.slope()));
        SieveKey key = new SieveKey(Function.ISPRIME, progression, Math.floorDiv(shift, MAX_SHARED_SHIFT));
        PrimeSegments segments = (PrimeSegments)
                sieves.computeIfAbsent(key, k -> new PrimeSegments(progression, first + shift, last + shift, meter));
        segments.include(first + shift, last + shift);
        return new PrimeSource(segments, shift);
    }

    private record PrimeSource(PrimeSegments segments, long shift) implements LaneSource {
        @Override
        public void fill(long from, int count, long[] lanes) {
            segments.copy(from + shift, count, lanes, 0);
        }

        @Override
        public boolean isCheap() {
            return segments.isSieveOnly();
        }
    }

    private Optional<LaneSource> multiplicative(Multiplicative f, Affine x) {
        long positiveFrom = x.slope() > 0 ? Math.max(first, leastPositive(x)) : first;
        long positiveTo = x.slope() > 0 ? last : Math.min(last, leastPositive(x));
        if (positiveFrom > positiveTo || Math.max(x.at(first), x.at(last)) > MultiplicativeSegments.maxMember(f)) {
            return Optional.empty();
        }
        long shift = Math.floorDiv(x.offset(), x.slope());
        Progression progression = new Progression(x.slope(), Math.floorMod(x.offset(), x.slope()));
        SieveKey key = new SieveKey(f.function(), progression, Math.floorDiv(shift, MAX_SHARED_SHIFT));
        MultiplicativeSegments segments = (MultiplicativeSegments) sieves.computeIfAbsent(
                key, k -> new MultiplicativeSegments(f, progression, positiveFrom + shift, positiveTo + shift, meter));
        segments.include(positiveFrom + shift, positiveTo + shift);
        return Optional.of(new MultiplicativeSource(segments, positiveFrom, positiveTo, shift));
    }

    /** The greatest or the least i, by the sign of the slope, with {@code x >= 1}. */
    private static long leastPositive(Affine x) {
        return x.slope() > 0 ? -Math.floorDiv(x.offset() - 1, x.slope()) : Math.floorDiv(x.offset() - 1, -x.slope());
    }

    /** Defined for i from {@code from} to {@code to}. */
    private record MultiplicativeSource(MultiplicativeSegments segments, long from, long to, long shift)
            implements LaneSource {
        @Override
        public void fill(long start, int count, long[] lanes) {
            // Differences are exact as unsigned numbers.
            int below = start >= from ? 0 : (int) Math.min(count, unsigned(from - start));
            int within = start + below > to ? 0 : (int) Math.min(count - below, unsigned(to - (start + below)) + 1);
            Arrays.fill(lanes, 0, below, NONE);
            segments.copy(start + below + shift, within, lanes, below);
            Arrays.fill(lanes, below + within, count, NONE);
        }

        private static long unsigned(long difference) {
            return difference < 0 ? Integer.MAX_VALUE : Math.min(difference, Integer.MAX_VALUE);
        }

        @Override
        public boolean isCheap() {
            return false;
        }
    }
}
