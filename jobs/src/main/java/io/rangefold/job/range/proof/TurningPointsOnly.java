package io.rangefold.job.range.proof;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import io.rangefold.job.range.fold.FoldMethod;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Computes a polynomial's values where it turns only, in a stage of one index. Checked by the plain evaluator: the place that
 * is named has that value, and values at random places change nothing. That is no proof.
 *
 * @param proof what the fold is, and where it turns
 * @param <P> the type of a partial result
 */
record TurningPointsOnly<P>(TurningProof<P> proof) implements FoldMethod<P> {
    private static final String METHOD = "samples";
    private static final int SAMPLES = 1_000;
    private static final long NANOS_GUESS = 1_000_000;

    @Override
    public long items() {
        return Math.min(1, proof.range().items());
    }

    @Override
    public Kernel<P> newKernel() {
        return new WholeRange<>(context -> proof.expected());
    }

    @Override
    public Optional<Kernel<P>> newReferenceKernel() {
        return Optional.empty();
    }

    @Override
    public String kernelName() {
        return "turning points of a polynomial of degree " + proof.polynomial().degree()
                + ", nothing was computed for each i";
    }

    @Override
    public long nanosPerItemGuess() {
        return NANOS_GUESS;
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Verification check(P merged) {
        PartialType<P> partials = proof.fold().partials();
        byte[] bytes = partials.encode(merged);
        long items = proof.range().items();
        ReferenceEvaluator evaluator = new ReferenceEvaluator(proof.expression().root(), WorkMeter.unlimited());
        SplittableRandom random = new SplittableRandom(items);
        boolean holds = Arrays.equals(bytes, partials.encode(single(proof.fold().witness(merged), evaluator)));
        for (int k = 0; k < SAMPLES && holds; k++) {
            P other = single(random.nextLong(items), evaluator);
            holds = Arrays.equals(bytes, partials.encode(partials.merge(merged, other)));
        }
        return new Verification(
                holds ? Verdict.AUDITED : Verdict.FAILED,
                METHOD,
                Math.min(1, (double) SAMPLES / items),
                holds
                        ? "another evaluator gives that value there, and none beyond it at " + SAMPLES
                                + " random places"
                        : "another evaluator contradicts it");
    }

    private P single(long index, ReferenceEvaluator evaluator) {
        BigInteger i = BigInteger.valueOf(proof.range().from() + index);
        return proof.fold().single(index, evaluator.evaluate(i));
    }
}
