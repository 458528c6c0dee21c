package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Finds the prime factorization of one number: small primes by trial division, then by size {@link Hart} (below 2^42), {@link
 * WordCurves} (below 2^64) and {@link WideCurves}. Many numbers together are faster in a {@link FactorBlock}. The same number
 * always takes the same steps. Holds scratch memory; for one thread.
 *
 * <p>Whole for all numbers of up to 128 bits. Beyond, the effort is bounded ({@link CurveSchedule}): prime factors of up to about
 * 15 digits are found, composites may be left.
 */
final class Factorizer {
    private static final int MAX_WORD_CURVES = 2_000;

    private final Pulse pulse;
    private final WordCurves curves = new WordCurves();

    Factorizer(Pulse pulse) {
        this.pulse = pulse;
    }

    /** Puts the factors of {@code n >= 1}, unsigned, into {@code found}, sealed. */
    void factor(long n, Factors found) {
        found.clear();
        split(TrialDivision.strip(n, found), found);
        found.seal();
    }

    /** Adds the prime factors of {@code n >= 1}, unsigned, which has none below {@link TrialDivision#WORD_BOUND}. */
    void split(long n, Factors found) {
        splitWord(n, found, 1);
    }

    /** The same for {@code n >= 1} of any size. */
    void split(BigInteger n, Factors found) {
        split(n, found, 1);
    }

    /** Puts the factors of {@code n >= 1} of any size into {@code found}, sealed. */
    void factor(BigInteger n, Factors found) {
        if (n.bitLength() <= Long.SIZE) {
            factor(n.longValue(), found);
            return;
        }
        found.clear();
        split(TrialDivision.strip(n, CurveSchedule.trialBound(n), found), found, 1);
        found.seal();
    }

    /** Of an unsigned number without factors below {@link TrialDivision#WORD_BOUND}. */
    private void splitWord(long n, Factors found, int times) {
        if (Long.compareUnsigned(n, TrialDivision.PRIME_BELOW) < 0 || WordPrimality.isPrime(n)) {
            for (int i = 0; i < times && n != 1; i++) {
                found.add(n);
            }
        } else {
            long divisor = divisorOf(n);
            splitWord(divisor, found, times);
            splitWord(Long.divideUnsigned(n, divisor), found, times);
        }
    }

    private long divisorOf(long n) {
        if (WordPrimality.isSquare(n)) {
            return WordPrimality.nearestRoot(n);
        }
        if (Long.compareUnsigned(n, Hart.BOUND) < 0) {
            long divisor = Hart.divisorOf(n);
            if (divisor != 1) {
                return divisor;
            }
        }
        CurvePlan plan = CurveSchedule.planFor(n);
        curves.modulus(n);
        for (int i = 0; i < MAX_WORD_CURVES; i++) {
            if ((i & 15) == 0) {
                pulse.beat();
            }
            long divisor = curves.run(plan, CurveSchedule.FIRST_SIGMA + i);
            if (divisor != 1 && divisor != n) {
                return divisor;
            }
        }
        return divisorByTrial(n);
    }

    /** The last resort, which makes this certain to end: up to 2^31 divisions. */
    long divisorByTrial(long n) {
        long divisor = 3;
        while (Long.remainderUnsigned(n, divisor) != 0) {
            divisor += 2;
            if ((divisor & 0xffff) == 1) {
                pulse.beat();
            }
        }
        return divisor;
    }

    /** Of a number of any size without factors below {@link TrialDivision#WORD_BOUND}. */
    private void split(BigInteger n, Factors found, int times) {
        pulse.beat();
        if (n.bitLength() <= Long.SIZE) {
            splitWord(n.longValue(), found, times);
            return;
        }
        if (WidePrimality.isProbablePrime(n, pulse)) {
            for (int i = 0; i < times; i++) {
                found.add(n);
            }
            return;
        }
        Optional<PerfectPower> power = PerfectPower.of(n, 8, pulse);
        if (power.isPresent()) {
            split(power.get().root(), found, times * power.get().exponent());
            return;
        }
        Optional<BigInteger> divisor = CurveSchedule.search(n, pulse);
        if (divisor.isPresent()) {
            split(divisor.get(), found, times);
            split(n.divide(divisor.get()), found, times);
        } else {
            for (int i = 0; i < times; i++) {
                found.leave(n);
            }
        }
    }
}
