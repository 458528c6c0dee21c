package io.rangefold.job.range;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Computes one period only and concludes from it on the range, in a stage of one index. Checked by the plain evaluator: one
 * period again, and at random places that values repeat. That is no proof, since both sides rely on the period.
 *
 * @param proof what the fold is, and how it is computed independently
 * @param <P> the type of a partial result
 */
record OnePeriod<P>(PeriodProof<P> proof) implements FoldMethod<P> {
    private static final String METHOD = "samples";
    private static final int SAMPLES = 1_000;
    private static final long NANOS_PER_VALUE_GUESS = 50;

    @Override
    public long items() {
        return Math.min(1, range().items());
    }

    @Override
    public Kernel<P> newKernel() {
        RepeatableFold<P> fold = proof.fold();
        FoldKernel<P> kernel =
                new FoldKernel<>(fold, proof.expression(), range().from(), computed(), new KernelPath(""));
        return new WholeRange<>(context -> proof.period().fold(fold, range().items(), kernel, context));
    }

    @Override
    public Optional<Kernel<P>> newReferenceKernel() {
        return Optional.empty();
    }

    @Override
    public String kernelName() {
        return "one period of " + proof.period().length() + " values, nothing was computed for each i";
    }

    @Override
    public long nanosPerItemGuess() {
        return NANOS_PER_VALUE_GUESS * computed();
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Verification check(P merged) {
        Verification again = proof.check(merged);
        if (again.verdict() == Verdict.FAILED) {
            return again;
        }
        Optional<Long> other = valueThatDoesNotRepeat();
        if (other.isPresent()) {
            String detail = "the value at i = " + other.get() + " is not that of the period";
            return new Verification(Verdict.FAILED, METHOD, coverage(), detail);
        }
        return new Verification(
                Verdict.AUDITED,
                METHOD,
                coverage(),
                "one period was computed again by another evaluator, and the values at " + SAMPLES
                        + " random places are those of the period");
    }

    private Optional<Long> valueThatDoesNotRepeat() {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(proof.expression().root(), WorkMeter.unlimited());
        SplittableRandom random = new SplittableRandom(range().items());
        long from = range().from();
        for (int k = 0; k < SAMPLES && range().items() > 0; k++) {
            long index = random.nextLong(range().items());
            BigInteger value = evaluator.evaluate(BigInteger.valueOf(from + index));
            long first = index % proof.period().length();
            if (!value.equals(evaluator.evaluate(BigInteger.valueOf(from + first)))) {
                return Optional.of(from + index);
            }
        }
        return Optional.empty();
    }

    private RangeArguments range() {
        return proof.range();
    }

    /** The number of values that are computed. */
    private long computed() {
        return Math.max(1, Math.min(range().items(), proof.period().length()));
    }

    private double coverage() {
        return range().items() == 0 ? 1 : (double) computed() / range().items();
    }
}
