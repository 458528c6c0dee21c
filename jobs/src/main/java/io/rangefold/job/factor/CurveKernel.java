package io.rangefold.job.factor;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;

/**
 * Runs the curves of a {@link CurveStage}: curves 0 and 1 of a level are the methods P-1 and P+1, with the bounds of the level
 * above since they cost a fifth; the others are elliptic. A target that was split is left alone for the rest of the stride.
 * An elliptic curve takes {@link CurveLevel#multiplications()}, of 22, 33 and 116 ns for 40, 60 and 100 digits.
 */
final class CurveKernel implements Kernel<CurveSplits>, Pulse {
    private final CurveStage stage;
    private final Factorizer factorizer = new Factorizer(this);

    private KernelContext context = KernelContext.detached(0);
    private long index;
    private long end;

    CurveKernel(CurveStage stage) {
        this.stage = stage;
    }

    @Override
    public CurveSplits compute(long low, long high, KernelContext context) {
        this.context = context;
        end = high;
        CurveSplits found = CurveSplits.NONE;
        for (index = low; index < end; index++) {
            beat();
            int target = (int) (index % stage.targets().size());
            if (found.of(target).isEmpty()) {
                found = found.plus(tryOnce(target));
            }
        }
        return found;
    }

    @Override
    public void beat() {
        end = Math.min(end, context.poll(index));
    }

    private CurveSplits tryOnce(int target) {
        BigInteger n = stage.targetOf(index);
        BigInteger divisor = run(n, stage.curveOf(index));
        if (divisor.equals(BigInteger.ONE) || divisor.equals(n)) {
            return CurveSplits.NONE;
        }
        Factors parts = new Factors();
        for (BigInteger part : new BigInteger[] {divisor, n.divide(divisor)}) {
            Factors some = new Factors();
            factorizer.factor(part, some);
            parts.addAll(some);
        }
        parts.seal();
        return CurveSplits.of(target, new CurveSplits.Split(index, parts));
    }

    private BigInteger run(BigInteger n, int curve) {
        int level = stage.level();
        if (curve < LucasRuns.COUNT) {
            CurveLevel above = CurveLevel.ALL.get(Math.min(level + 1, CurveLevel.ALL.size() - 1));
            return new LucasRuns(n, this).run(above.plan(this), curve);
        }
        return new WideCurves(n, this).run(CurveLevel.ALL.get(level).plan(this), sigma(n, level, curve));
    }

    /** At least 6, below 2^30; scattered (S. Vigna's splitmix64). */
    static int sigma(BigInteger n, int level, int curve) {
        long z = n.longValue() + 0x9e3779b97f4a7c15L * (((long) level << 32) + curve);
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return 6 + (int) ((z ^ z >>> 31) >>> 35);
    }
}
