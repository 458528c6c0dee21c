package io.rangefold.job.factor;

import io.rangefold.job.Blob;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed or decoded factorization job; {@link #inputs()} are at hand after parsing only. */
final class FactorizeJob implements Job {
    private final FactorizeSpec spec;
    private final NumberList numbers;
    private final List<Blob> inputs;

    FactorizeJob(FactorizeSpec spec, NumberList numbers, List<Blob> inputs) {
        this.spec = spec;
        this.numbers = numbers;
        this.inputs = inputs;
    }

    @Override
    public byte[] spec() {
        return spec.encode();
    }

    @Override
    public List<Blob> inputs() {
        return inputs;
    }

    @Override
    public Map<String, String> arguments() {
        Map<String, String> shown = new LinkedHashMap<>();
        if (!spec.words().isEmpty()) {
            shown.put("numbers", spec.words());
        }
        if (!spec.input().isEmpty()) {
            shown.put("input", spec.input());
        }
        shown.put("count", Long.toString(numbers.count()));
        shown.put("divisors", Boolean.toString(spec.divisors()));
        return Collections.unmodifiableMap(shown);
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return new FactorStage(numbers, spec.divisors());
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        FactorCounts counts = new FactorCountsType().decode(merged);
        Optional<Verification> proof = prove
                ? Optional.of(FactorizationProof.of(numbers, counts, segments, spec.divisors()))
                : Optional.empty();
        return new Conclusion(new FactorizeResult(numbers, segments, spec.divisors()), counts.incomplete() == 0, proof);
    }
}
