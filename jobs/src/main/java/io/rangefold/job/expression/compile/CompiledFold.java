package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.source.LaneSources;
import java.util.Optional;

/**
 * Folds an expression's values over ranges of {@code i}, by code compiled for it. Used by one thread at a time; threads share
 * the code. Where no compiled code does, nothing is folded, and the caller takes the values one by one from elsewhere.
 */
public final class CompiledFold {
    /** Polynomials up to this degree have compiled sums over any range. */
    public static final int MAX_SUMMED_DEGREE = 6;

    private final Node root;
    private final Fold fold;
    private final long first;
    private final long last;
    private final WorkMeter meter;
    private Optional<BlockRunner> runner = Optional.empty();
    private Optional<CompiledProgram> program = Optional.empty();

    /**
     * @param first the least {@code i} that is ever asked for
     * @param last the greatest
     * @param meter is told of work that takes long
     */
    public CompiledFold(Node root, Fold fold, long first, long last, WorkMeter meter) {
        this.root = root;
        this.fold = fold;
        this.first = first;
        this.last = last;
        this.meter = meter;
    }

    /** Prepares for the {@code i} of {@code [low, high]}: fewer operators may need checks there. */
    public void narrow(long low, long high) {
        Optional<CompiledProgram> widest = ProgramCache.shared().get(root, fold, first, last);
        if (widest.isEmpty() || widest.get().program().hasChecks()) {
            long from = Math.max(first, floor(low, high));
            long to = Math.min(last, ceiling(low, high));
            Optional<CompiledProgram> narrower = ProgramCache.shared().get(root, fold, from, to);
            if (narrower.isPresent()) {
                use(narrower, from, to);
                return;
            }
        }
        Optional<CompiledProgram> inInts = widest.isPresent() ? inInts(widest.get(), low, high) : Optional.empty();
        if (inInts.isPresent()) {
            use(inInts, Math.max(first, Integer.MIN_VALUE), Math.min(last, Integer.MAX_VALUE));
        } else {
            use(widest, first, last);
        }
    }

    /** A program in 32-bit lanes, twice as many, where only greater {@code i} than these need 64 bits. */
    private Optional<CompiledProgram> inInts(CompiledProgram widest, long low, long high) {
        boolean fits = Integer.MIN_VALUE <= low && high <= Integer.MAX_VALUE;
        boolean isPart = first < Integer.MIN_VALUE || Integer.MAX_VALUE < last;
        if (!fits || !isPart || widest.program().width() == Width.INT) {
            return Optional.empty();
        }
        return ProgramCache.shared()
                .get(root, fold, Math.max(first, Integer.MIN_VALUE), Math.min(last, Integer.MAX_VALUE))
                .filter(p -> p.program().width() == Width.INT && !p.program().hasChecks());
    }

    /** Takes a program for the {@code i} of {@code [from, to]}; it may lean on sources that exist for these only. */
    private void use(Optional<CompiledProgram> wanted, long from, long to) {
        if (!wanted.equals(program)) {
            program = wanted;
            runner = wanted.map(p -> new BlockRunner(p, new LaneSources(from, to, meter)));
        }
    }

    /** Of the least interval between powers of two, around 0 if need be, that has both in it: where it begins. */
    private static long floor(long low, long high) {
        return low >= 0 ? 0 : -1L << bits(low, high);
    }

    private static long ceiling(long low, long high) {
        return high < 0 ? -1 : (1L << bits(low, high)) - 1;
    }

    private static int bits(long low, long high) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(low ^ (low >> 63), high ^ (high >> 63)));
    }

    /**
     * Adds the values, or truth values, at the {@code n} integers from {@code from} on, or at fewer.
     *
     * @return how many were added, from the first on
     */
    public long sum(long from, long n, ExactSum sum) {
        return runner.map(r -> r.sum(from, n, sum)).orElse(0L);
    }

    /** The least or greatest of the values at the {@code n} integers from {@code from} on; nothing if one does not fit. */
    public Optional<Long> extreme(long from, long n) {
        try {
            return runner.map(r -> r.extreme(from, n));
        } catch (LaneFailure e) {
            return Optional.empty();
        }
    }

    /**
     * The values at the {@code n} integers from {@code from} on, in the first places; valid until the next call. Nothing if
     * one does not fit.
     *
     * @param n 1 to {@link LaneMath#LANES}
     */
    public Optional<long[]> values(long from, int n) {
        try {
            return runner.map(r -> r.values(from, n));
        } catch (LaneFailure e) {
            return Optional.empty();
        }
    }

    /** The code that runs; nothing if there is none. */
    Optional<CompiledProgram> program() {
        return program;
    }

    /** Which code runs, for people; nothing if there is none. */
    public Optional<String> describe() {
        return program.map(CompiledProgram::describe);
    }
}
