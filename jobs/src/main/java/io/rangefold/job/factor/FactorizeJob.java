package io.rangefold.job.factor;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.protocol.BlobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed or decoded factorization job. */
final class FactorizeJob implements Job {
    private final FactorizeSpec spec;
    private final NumberList numbers;

    FactorizeJob(FactorizeSpec spec, NumberList numbers) {
        this.spec = spec;
        this.numbers = numbers;
    }

    @Override
    public byte[] spec() {
        return spec.encode();
    }

    @Override
    public List<BlobId> inputs() {
        return spec.blocks().stream().map(NumberList.BlockRef::id).distinct().toList();
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
    public Stage<?> stage(int number, byte[] state) {
        return number == 0
                ? new FactorStage(numbers, spec.divisors())
                : CurveState.decode(state).stage();
    }

    /** After the list itself, stage after stage of curves for what is left, until nothing is or all levels are done. */
    @Override
    public boolean continuesAfter(int number, byte[] state) {
        return CurveState.decode(state).isOpen();
    }

    @Override
    public byte[] after(int number, byte[] state, byte[] merged) {
        if (number == 0) {
            return CurveState.after(new FactorCountsType().decode(merged)).encode();
        }
        CurveState before = CurveState.decode(state);
        CurveSplits splits = before.stage().partials().decode(merged);
        return before.after(splits, spec.divisors()).encode();
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Conclusion conclude(byte[] state, Segments segments, boolean prove) {
        return conclude(state, segments, prove, false);
    }

    @Override
    public boolean answersInPart() {
        return true;
    }

    @Override
    public Conclusion concludeEarly(byte[] state, Segments segments, boolean prove) {
        return conclude(state, segments, prove, true);
    }

    private Conclusion conclude(byte[] state, Segments segments, boolean prove, boolean mayHaveGaps) {
        FactorCounts counts = CurveState.decode(state).counts();
        Factorizations found = new Factorizations(numbers, segments, counts.hard(), mayHaveGaps);
        Optional<Verification> proof =
                prove ? Optional.of(FactorizationProof.of(found, counts, spec.divisors())) : Optional.empty();
        boolean isWhole = counts.numbers() == numbers.count() && counts.incomplete() == 0;
        return new Conclusion(new FactorizeResult(found, spec.divisors()), isWhole, proof);
    }
}
