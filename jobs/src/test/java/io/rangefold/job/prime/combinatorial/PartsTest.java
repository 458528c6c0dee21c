package io.rangefold.job.prime.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final Measure[] MEASURES = {Counting.INSTANCE, Summing.INSTANCE};
    private static final Pace PACE = new Pace(StopCheck.NONE);

    @Test
    void roots_atAndBesidePowers_areRoundedDown() {
        for (long root : new long[] {1, 2, 1_000, 1_000_003, 94_906_267, 2_147_483_647}) {
            assertThat(Roots.square(root * root)).isEqualTo(root);
            assertThat(Roots.square(root * root - 1)).isEqualTo(root - 1);
            assertThat(Roots.square(root * root + 1)).isEqualTo(root);
        }
        for (long root : new long[] {2, 10, 1_000, 464_159, 1_664_510}) {
            assertThat(Roots.cube(root * root * root)).isEqualTo(root);
            assertThat(Roots.cube(root * root * root - 1)).isEqualTo(root - 1);
        }
    }

    @Test
    void tally_ofRandomProducts_isTheirSum() {
        Random random = new Random(2);
        Tally tally = new Tally();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = random.nextLong() >> 20 + random.nextInt(43);
            tally.add(a, b);
            expected = expected.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            assertThat(tally.value()).isEqualTo(expected);
        }
    }

    @Test
    void tally_ofMultiplesOfTallies_isTheirSum() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            Tally inner = new Tally();
            inner.add(random.nextLong() >> 8, random.nextLong() >> 32);
            long factor = random.nextLong() >> 44 + random.nextInt(19);
            Tally outer = new Tally();
            outer.add(factor, inner);
            assertThat(outer.value()).isEqualTo(inner.value().multiply(BigInteger.valueOf(factor)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 961, 1_000, 5_041})
    void squarefreeNumbers_areAllThereWithTheirSignsAndFactors(int bound) {
        int[] primes =
                IntStream.rangeClosed(2, bound).filter(PlainPrimes::isPrime).toArray();
        SquarefreeNumbers numbers = new SquarefreeNumbers(bound, primes, PACE);
        int at = 0;
        for (int n = 1; n <= bound; n++) {
            int[] factors = factors(n);
            if (Arrays.stream(factors).distinct().count() == factors.length && (n == 1 || factors[0] > 13)) {
                assertThat(numbers.number(at)).isEqualTo(n);
                assertThat(numbers.sign(at)).isEqualTo(factors.length % 2 == 0 ? 1 : -1);
                for (int i = 0; i < primes.length && primes[i] * primes[i] <= bound; i++) {
                    assertThat(numbers.hasFactorsAbove(at, primes[i])).isEqualTo(n == 1 || factors[0] > primes[i]);
                }
                at++;
            }
        }
        assertThat(numbers.size()).isEqualTo(at);
    }

    private static int[] factors(int n) {
        int[] rest = {n};
        return IntStream.rangeClosed(2, n)
                .filter(PlainPrimes::isPrime)
                .flatMap(p -> {
                    int power = 0;
                    for (; rest[0] % p == 0; rest[0] /= p) {
                        power++;
                    }
                    return IntStream.generate(() -> p).limit(power);
                })
                .toArray();
    }

    @Test
    void roughNumbers_overPeriods_areMeasured() {
        for (Measure measure : MEASURES) {
            RoughNumbers rough = new RoughNumbers(measure);
            long expected = 0;
            for (int n = 1; n < 2 * RoughNumbers.PERIOD + 100; n++) {
                int candidate = n;
                if (Arrays.stream(RoughNumbers.SMALL_PRIMES).allMatch(p -> candidate % p != 0)) {
                    expected += measure.of(n);
                }
                Tally tally = new Tally();
                rough.addUpTo(n, -3, tally);
                assertThat(tally.value().longValueExact()).isEqualTo(-3 * expected);
            }
        }
    }

    @Test
    void primeTable_knowsMeasuresAndPrimesUpToAnyNumber() {
        PrimeTable counts = new PrimeTable(Counting.INSTANCE, 100_000, PACE);
        PrimeTable sums = new PrimeTable(Summing.INSTANCE, 100_000, PACE);
        int last = 0;
        for (int n = 0; n <= 100_000; n++) {
            assertThat(counts.upTo(n)).isEqualTo(PlainPrimes.countUpTo(n));
            assertThat(sums.upTo(n)).isEqualTo(PlainPrimes.sumUpTo(n));
            last = PlainPrimes.isPrime(n) ? n : last;
            if (n >= 7) {
                assertThat(counts.lastUpTo(n)).isEqualTo(last);
            }
        }
        for (int bound : new int[] {5, 7, 239, 240, 241, 479, 99_991}) {
            int[] primes =
                    IntStream.rangeClosed(2, bound).filter(PlainPrimes::isPrime).toArray();
            assertThat(counts.listUpTo(bound)).isEqualTo(primes);
        }
    }

    @Test
    void segment_betweenStrikes_measuresWhatIsLeft() {
        int[] primes = IntStream.range(2, 300).filter(PlainPrimes::isPrime).toArray();
        int whole = 12;
        for (Measure measure : MEASURES) {
            Segment segment = measure.segment(primes, whole, 16);
            for (int window = 0; window < 20; window++, segment.advance()) {
                for (int i = 6; i < segment.active(); i++) {
                    boolean measured = i < window;
                    if (measured) {
                        segment.strikeMeasured(i);
                    } else {
                        segment.strike(i);
                        segment.measure();
                    }
                    compare(segment, measure, primes, whole, i);
                }
            }
        }
    }

    private static void compare(Segment segment, Measure measure, int[] primes, int whole, int struck) {
        long left = 0;
        for (long n = segment.low(); n < segment.high(); n++) {
            boolean kept = n > 0;
            for (int i = 0; kept && i <= struck; i++) {
                kept = n % primes[i] != 0 || i >= whole && n == primes[i];
            }
            left += kept ? measure.of(n) : 0;
            if (n % 37 == 0 || n + 1 == segment.high()) {
                assertThat(segment.upTo(n)).isEqualTo(left);
            }
        }
        assertThat(segment.left()).isEqualTo(left);
    }
}
