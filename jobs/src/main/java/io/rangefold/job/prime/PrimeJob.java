package io.rangefold.job.prime;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.prime.combinatorial.StopCheck;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts or sums primes in one stage; what the sieve gives is proven by the formula where that takes about a second. */
final class PrimeJob implements Job {
    /** Up to there the formula takes a second at most. */
    static final long PROVEN_UP_TO = 10_000_000_000_000L;

    private static final String PROOF = "combinatorial";

    private final PrimeSpec spec;

    PrimeJob(PrimeSpec spec) {
        this.spec = spec;
    }

    @Override
    public byte[] spec() {
        return spec.encode();
    }

    @Override
    public Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("from", Long.toString(spec.range().from()));
        arguments.put("to", Long.toString(spec.range().to()));
        arguments.put("tuple", spec.constellation().toString());
        arguments.put("method", spec.method().word());
        return Collections.unmodifiableMap(arguments);
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return spec.method() == Method.SIEVE ? new SieveStage(spec) : new FormulaStage(spec);
    }

    @Override
    public boolean proves() {
        return spec.method() == Method.SIEVE
                && spec.constellation().isSingle()
                && spec.range().to() <= PROVEN_UP_TO;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        BigInteger value = new TotalPartials().decode(merged);
        return new Conclusion(
                new PrimeResult(spec.quantity(), value),
                true,
                prove && proves() ? Optional.of(proof(value)) : Optional.empty());
    }

    /** What the sieve has found so far; the formula's parts mean nothing by themselves. */
    @Override
    public Optional<JobResult> preview(byte[] merged, Segments segments) {
        return spec.method() == Method.SIEVE
                ? Optional.of(new PrimeResult(spec.quantity(), new TotalPartials().decode(merged)))
                : Optional.empty();
    }

    private Verification proof(BigInteger value) {
        BigInteger expected =
                spec.quantity().between(spec.range().from(), spec.range().to(), StopCheck.NONE);
        return value.equals(expected)
                ? new Verification(
                        Verdict.VERIFIED, PROOF, 1.0, "equals what a formula gives that finds none of the primes")
                : new Verification(Verdict.FAILED, PROOF, 1.0, "differs from a formula, which gives " + expected);
    }
}
