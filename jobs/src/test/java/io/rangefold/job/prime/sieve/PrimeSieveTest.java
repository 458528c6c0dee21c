package io.rangefold.job.prime.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeSieveTest {
    private static final long ENOUGH = 1L << 30;

    private static final long ALL = 1L << 60;

    private static final Pulse NOBODY = () -> {};

    /** The count in {@code [low, high)}, the flags being asked for in that many bytes at a time. */
    private static long count(FlagSource source, long low, long high, long bytes) {
        Tally tally = Tally.count();
        for (long n = low; n < high; ) {
            long position = n / FlagSource.SPAN;
            long last = (high - 1) / FlagSource.SPAN;
            long found = source.find(position, Math.min(last + 1, position + bytes), NOBODY);
            long end = Math.min(high, found * FlagSource.SPAN);
            tally.add(source, n, end);
            n = end;
        }
        return tally.total().longValueExact();
    }

    private static PrimeSieve sieve(long high, long memoryBytes) {
        return new PrimeSieve((high - 1) / FlagSource.SPAN + 1, memoryBytes);
    }

    private static boolean isPrime(long n) {
        return BigInteger.valueOf(n).isProbablePrime(60);
    }

    /** Segments of 2^15 bytes, so that most primes leap, and their buckets come round many times. */
    @ParameterizedTest
    @CsvSource({
        "0, 30000000, 1857859",
        "1000000000000, 1000010000000, 361726",
        "1000000000000000, 1000000010000000, 289394"
    })
    void count_withSmallSegments_isTheKnownValue(long low, long high, long count) {
        long first = low / Wheel.SPAN;
        SegmentSieve segments = new SegmentSieve(SievePlan.complete(first, high / Wheel.SPAN + 1, 15), NOBODY);
        long counted = low == 0 ? 3 : 0;
        while (segments.end() * Wheel.SPAN < high) {
            segments.advance(NOBODY);
            long end = Math.min(segments.end() * Wheel.SPAN, high);
            for (long position = segments.first(); position * Wheel.SPAN < end; position++) {
                int index = segments.start() + (int) (position - segments.first());
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    long n = position * Wheel.SPAN + Wheel.RESIDUES[bit];
                    counted += (segments.flags()[index] >> bit & 1) != 0 && n >= low && n < high ? 1 : 0;
                }
            }
        }
        assertThat(counted).isEqualTo(count);
    }

    @Test
    void sieve_withLittleMemory_isPlannedAnewAndGivesTheSame() {
        long low = 1_000_000_000_000L;
        long high = low + 100_000_000;
        assertThat(SievePlan.of(low / 30, high / 30 + 1, 1).end()).isLessThan(high / 30);
        assertThat(count(sieve(high, 1), low, high, ALL)).isEqualTo(3_618_282);
    }

    @Test
    void shortHighRange_isTestedInsteadOfSettingUpAllPrimes() {
        long low = 1_000_000_000_000_000_000L;
        assertThat(SievePlan.of(low / 30, low / 30 + 1_000, ENOUGH).isComplete())
                .isFalse();
        assertThat(SievePlan.of(low / 30, low / 30 + 100_000_000, ENOUGH).isComplete())
                .isTrue();
        assertThat(SievePlan.of(0, 1_000, ENOUGH).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 31, 163, 1_000, 999_983, 4_294_967_291L, 1_000_000_000_000L, 9_223_372_036_854_774_000L})
    void singleIntegers_areFoundAsTheyAre(long low) {
        List<Long> found = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        PrimeSieve sieve = sieve(low + 300, ENOUGH);
        for (long n = low; n < low + 300; n++) {
            if (count(sieve, n, n + 1, 1) == 1) {
                found.add(n);
            }
            if (isPrime(n)) {
                expected.add(n);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void tests_knowPseudoprimesFromPrimes() {
        // Psi(4), psi(7) and psi(9) of OEIS A014233, a Carmichael number, squares of primes.
        for (long n : new long[] {
            3_215_031_751L,
            341_550_071_728_321L,
            3_825_123_056_546_413_051L,
            9_585_921_133_193_329L,
            4_294_967_291L * 2_147_483_647L,
            3_037_000_493L * 3_037_000_493L
        }) {
            assertThat(PrimeTest.isPrime(n)).as("%s", n).isFalse();
        }
        for (long n : new long[] {4_294_967_291L, 2_305_843_009_213_693_951L, 9_223_372_036_854_775_783L}) {
            assertThat(PrimeTest.isPrime(n)).as("%s", n).isTrue();
        }
    }

    @Test
    void patterns_crossOffTheMultiplesOfTheFirstPrimes() {
        byte[] flags = new byte[64];
        long first = 123_456_789_012L;
        Presieve.fill(flags, 8, 56, first);
        for (int k = 8; k < 56; k++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                long n = (first + k - 8) * Wheel.SPAN + Wheel.RESIDUES[bit];
                boolean coprime = true;
                for (int prime : SmallPrimes.upTo(Presieve.LAST_PRIME)) {
                    coprime &= n % prime != 0;
                }
                assertThat((flags[k] >> bit & 1) != 0).as("%s", n).isEqualTo(coprime);
            }
        }
        assertThat(flags[7] | flags[56]).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 30, 34, 100_000})
    void filter_inPiecesOfAnySize_leavesPairs(int offset) {
        long low = 7;
        long high = 40_000;
        long end = (high - 1 + offset) / FlagSource.SPAN + 1;
        long pairs = 0;
        for (long n = low; n < high; n++) {
            pairs += isPrime(n) && isPrime(n + offset) ? 1 : 0;
        }
        for (long bytes : new long[] {1, 7, 8, 100, ALL}) {
            FlagSource filter = new ConstellationFilter(new PrimeSieve(end, ENOUGH), end, List.of(offset));
            assertThat(count(filter, low, high, bytes)).isEqualTo(pairs);
        }
    }

    @Test
    void sum_ofLargePrimes_isExact() {
        long low = 9_223_372_036_854_770_000L;
        PrimeSieve sieve = sieve(low + 3_000, ENOUGH);
        Tally tally = Tally.sum();
        BigInteger expected = BigInteger.ZERO;
        for (long n = low; n < low + 3_000; n++) {
            expected = expected.add(isPrime(n) ? BigInteger.valueOf(n) : BigInteger.ZERO);
        }
        for (long n = low; n < low + 3_000; ) {
            long found = sieve.find(n / 30, (low + 2_999) / 30 + 1, NOBODY);
            long next = Math.min(low + 3_000, found * 30);
            tally.add(sieve, n, next);
            n = next;
        }
        assertThat(tally.total()).isEqualTo(expected);
    }
}
