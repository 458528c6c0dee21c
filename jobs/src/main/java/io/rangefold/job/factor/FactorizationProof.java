package io.rangefold.job.factor;

import io.rangefold.job.Segments.Segment;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.Range;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Proves factorizations: for each number of the list, in order, the product of the prime powers and the cofactor is the number
 * and each factor is prime ({@link ProvenPrimality}). Shares no arithmetic with the search. About 0.7 us for a number of 15
 * digits and two prime factors; segments are checked side by side on the common pool.
 */
final class FactorizationProof {
    private static final String METHOD = "product-and-primality";

    private final Factorizations found;
    private final NumberList.Cursor numbers;
    private final boolean divisors;
    private long incomplete;
    private long probable;

    private FactorizationProof(Factorizations found, boolean divisors) {
        this.found = found;
        this.numbers = found.numbers().cursor();
        this.divisors = divisors;
    }

    /** What came of one segment. {@code problem} is there if something is wrong. */
    private record Outcome(long numbers, long incomplete, long probable, Optional<String> problem) {}

    /**
     * VERIFIED; AUDITED if a factor is only probably prime, being beyond what is proven; FAILED, with the number in the detail, if
     * anything is wrong.
     *
     * @param found the factors
     * @param counts what the kernels counted
     * @param divisors whether divisors were wanted too
     */
    static Verification of(Factorizations found, FactorCounts counts, boolean divisors) {
        List<Segment> inOrder = found.segments();
        Optional<String> gap = found.mayHaveGaps()
                ? Optional.empty()
                : gap(inOrder, found.numbers().count());
        if (gap.isPresent()) {
            return failed(gap.get());
        }
        List<Outcome> outcomes = inOrder.parallelStream()
                .map(segment -> new FactorizationProof(found, divisors).check(segment))
                .toList();
        long count = 0;
        long incomplete = 0;
        long probable = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.problem().isPresent()) {
                return failed(outcome.problem().get());
            }
            count += outcome.numbers();
            incomplete += outcome.incomplete();
            probable += outcome.probable();
        }
        if (counts.numbers() != count || counts.incomplete() != incomplete) {
            return failed(counts.numbers() + " numbers, " + counts.incomplete()
                    + " of them incomplete, were counted; there are " + count + " and " + incomplete);
        }
        return passed(count, found.numbers().count(), incomplete, probable);
    }

    private static Verification passed(long count, long all, long incomplete, long probable) {
        String left = incomplete == 0 ? "" : "; not wholly answered: " + incomplete;
        double share = (double) count / all;
        String numbers = count == 1 ? "the number" : "each of the " + count + " numbers";
        String product = numbers + (count == all ? "" : " reached") + " is the product of its factors, ";
        if (probable == 0) {
            return new Verification(
                    Verdict.VERIFIED, METHOD, share, product + "and each prime factor is proven prime" + left);
        }
        return new Verification(
                Verdict.AUDITED,
                METHOD,
                share,
                product + "but " + probable + (probable == 1 ? " factor" : " factors") + " of at least "
                        + ProvenPrimality.BOUND + (probable == 1 ? " is" : " are") + " only probably prime" + left);
    }

    private static Verification failed(String detail) {
        return new Verification(Verdict.FAILED, METHOD, 1.0, detail);
    }

    private static Optional<String> gap(List<Segment> segments, long count) {
        long end = 0;
        for (Segment segment : segments) {
            if (segment.range().low() != end) {
                return Optional.of("no factors of number " + (end + 1));
            }
            end = segment.range().high();
        }
        return end == count ? Optional.empty() : Optional.of("the output has " + end + " numbers instead of " + count);
    }

    private Outcome check(Segment segment) {
        Range range = segment.range();
        long index = range.low();
        Factors recorded = new Factors();
        try {
            Decoder in = new Decoder(segment.content());
            for (; index < range.high(); index++) {
                recorded.read(in);
                numbers.moveTo(index);
                Factors factors = found.of(index, recorded);
                Optional<String> problem =
                        numbers.isWord() ? checkWord(numbers.word(), factors) : checkWide(numbers.number(), factors);
                if (problem.isPresent()) {
                    return new Outcome(0, 0, 0, problem);
                }
                incomplete += FactorKernel.isAnswered(factors, divisors) ? 0 : 1;
            }
            in.expectEnd();
            return new Outcome(range.size(), incomplete, probable, Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Outcome(
                    0, 0, 0, Optional.of("the factors of number " + (index + 1) + " can't be read: " + e.getMessage()));
        }
    }

    private Optional<String> checkWord(long n, Factors factors) {
        long rest = n;
        for (int i = 0; i < factors.distinct(); i++) {
            long prime = factors.word(i);
            if (prime < 2 || !ProvenPrimality.isPrime(prime)) {
                return Optional.of(factors.prime(i) + ", given as a factor of " + n + ", is not prime");
            }
            for (int k = factors.exponent(i); k > 0; k--) {
                if (rest % prime != 0) {
                    return Optional.of("the factors of " + n + " do not multiply to it");
                }
                rest /= prime;
            }
        }
        boolean isProduct =
                factors.isComplete() ? rest == 1 : factors.cofactor().equals(BigInteger.valueOf(rest));
        return isProduct ? checkCofactor(factors) : Optional.of("the factors of " + n + " do not multiply to it");
    }

    private Optional<String> checkWide(BigInteger n, Factors factors) {
        BigInteger product = factors.cofactor();
        for (int i = 0; i < factors.distinct() && product.bitLength() <= n.bitLength(); i++) {
            BigInteger prime = factors.prime(i);
            if (!ProvenPrimality.isPrime(prime)) {
                return Optional.of(prime + ", given as a factor of " + n + ", is not prime");
            }
            probable += prime.compareTo(ProvenPrimality.BOUND) >= 0 ? 1 : 0;
            for (int k = factors.exponent(i); k > 0 && product.bitLength() <= n.bitLength(); k--) {
                product = product.multiply(prime);
            }
        }
        return product.equals(n)
                ? checkCofactor(factors)
                : Optional.of("the factors of " + n + " do not multiply to it");
    }

    private static Optional<String> checkCofactor(Factors factors) {
        for (BigInteger composite : factors.composites()) {
            if (ProvenPrimality.isPrime(composite)) {
                return Optional.of(composite + ", given as a composite, is prime");
            }
        }
        return Optional.empty();
    }
}
