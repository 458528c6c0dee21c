package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the search for the factors of hard numbers stands; a stage of curves begins here.
 *
 * @param counts what is known of all numbers
 * @param level index of the present {@link CurveLevel}; their number once all are done
 * @param curve the next curve of the level
 */
record CurveState(FactorCounts counts, int level, int curve) {
    private static final int VERSION = 1;

    /** With several targets, a stage ends when all have a factor, or after so many indices: what was found then counts. */
    private static final int STAGE_INDICES = 256;

    /** After the list was worked through once. */
    static CurveState after(FactorCounts counts) {
        return new CurveState(counts, 0, 0);
    }

    /** Whether there is something to be split, and a way to try. */
    boolean isOpen() {
        return level < CurveLevel.ALL.size() && !targets().isEmpty();
    }

    /** The composites that are to be split, each once, beyond what {@link Factorizer} always splits. */
    List<BigInteger> targets() {
        return counts.hard().numbers().stream()
                .flatMap(number -> number.factors().composites().stream())
                .distinct()
                .toList();
    }

    /** The stage that goes on from here, if this {@link #isOpen()}. */
    CurveStage stage() {
        CurveLevel present = CurveLevel.ALL.get(level);
        List<BigInteger> composites = targets();
        int left = present.curves() - curve;
        int some = Math.max(present.curves() / 8, STAGE_INDICES / composites.size());
        return new CurveStage(composites, level, curve, composites.size() == 1 ? left : Math.min(left, some));
    }

    /** After that stage, or a part of it, found {@code splits}. */
    CurveState after(CurveSplits splits, boolean divisors) {
        CurveStage stage = stage();
        List<HardNumber> numbers = new ArrayList<>();
        long answered = 0;
        for (HardNumber before : counts.hard().numbers()) {
            HardNumber now = before;
            for (int t = 0; t < stage.targets().size(); t++) {
                BigInteger target = stage.targets().get(t);
                Optional<Factors> parts = splits.of(t);
                if (parts.isPresent() && before.factors().composites().contains(target)) {
                    now = now.split(target, parts.get());
                }
            }
            numbers.add(now);
            answered += now != before && FactorKernel.isAnswered(now.factors(), divisors) ? 1 : 0;
        }
        FactorCounts known = new FactorCounts(
                counts.numbers(),
                counts.incomplete() - answered,
                new HardNumbers(numbers, counts.hard().end()));
        long cutoff = splits.cutoff(stage.targets().size());
        int next = cutoff == Long.MAX_VALUE ? stage.afterLast() : stage.curveOf(cutoff - 1) + 1;
        return next < CurveLevel.ALL.get(level).curves()
                ? new CurveState(known, level, next)
                : new CurveState(known, level + 1, 0);
    }

    byte[] encode() {
        Encoder out = new Encoder();
        out.writeByte(VERSION);
        out.writeCount(level);
        out.writeCount(curve);
        counts.write(out);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are no such state */
    static CurveState decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not a state of version " + VERSION);
        }
        int level = (int) in.readCount(0, CurveLevel.ALL.size());
        int curve = (int) in.readCount(
                0,
                level == CurveLevel.ALL.size() ? 0 : CurveLevel.ALL.get(level).curves() - 1);
        FactorCounts counts = FactorCounts.read(in);
        in.expectEnd();
        return new CurveState(counts, level, curve);
    }
}
