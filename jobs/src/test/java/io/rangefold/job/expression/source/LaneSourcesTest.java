package io.rangefold.job.expression.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.function.LongFunctions;
import io.rangefold.job.expression.function.Multiplicative;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSourcesTest {
    private static Optional<LaneSource> source(String call, long first, long last) {
        return new LaneSources(first, last, WorkMeter.unlimited()).of(parsed(call));
    }

    private static Node.Call parsed(String call) {
        return (Node.Call) Expression.parse(call, "--expr").root();
    }

    /** Compares the values for i in [first, last] with those of {@code expected}, asked for in pieces of odd sizes. */
    private static void compare(String call, long first, long last, LongUnaryOperator expected) {
        LaneSource source = source(call, first, last).orElseThrow();
        Random random = new Random(first);
        long[] lanes = new long[512];
        for (long i = first; i <= last && i >= first; ) {
            int n = (int) Math.min(1 + random.nextInt(512), last - i + 1);
            source.fill(i, n, lanes);
            for (int k = 0; k < n; k++) {
                if (lanes[k] != expected.applyAsLong(i + k)) {
                    assertThat(lanes[k]).as("%s at %d", call, i + k).isEqualTo(expected.applyAsLong(i + k));
                }
            }
            i += n;
        }
    }

    private static LongUnaryOperator multiplicative(Multiplicative f, long slope, long offset) {
        return i -> {
            try {
                return LongFunctions.multiplicative(f, slope * i + offset);
            } catch (LaneFailure e) {
                return LaneSource.NONE;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "isprime(i), 1, 0, -100, 70000",
        "isprime(i), 1, 0, 999950000, 1000050000",
        "isprime(i), 1, 0, 1000000000000, 1000000020000",
        "isprime(i), 1, 0, 1000000000000000000, 1000000000000020000",
        "isprime(i), 1, 0, 9223372036854765808, 9223372036854775807",
        "isprime(100-i), -1, 100, -70000, 200",
        "isprime(-i-7), -1, -7, -9223372036854775800, -9223372036854773800",
        "isprime(2*i+1), 2, 1, -10, 70000",
        "isprime(i*6-1), 6, -1, 0, 70000",
        "isprime(3*i), 3, 0, -10, 1000",
        "isprime(17*i+34), 17, 34, -10, 1000",
        "isprime(7-30*i), -30, 7, -40000, 10",
        "isprime(9699690*i+23), 9699690, 23, 0, 20000",
        "isprime(2*(i+1)-(3-5*i)), 7, -1, 0, 40000"
    })
    void isprime_ofAffineArguments_isSieved(String call, long slope, long offset, long first, long last) {
        compare(call, first, last, i -> LongFunctions.isPrime(slope * i + offset));
    }

    @ParameterizedTest
    @EnumSource(Multiplicative.class)
    void multiplicativeFunctions_ofAffineArguments_areSieved(Multiplicative f) {
        String name = f.function().symbol();
        compare(name + "(i)", -50, 60_000, multiplicative(f, 1, 0));
        compare(name + "(i)", 999_990_000, 1_000_010_000, multiplicative(f, 1, 0));
        compare(name + "(i)", 1_000_000_000_000L, 1_000_000_003_000L, multiplicative(f, 1, 0));
        compare(name + "(i)", 1_000_000_000_000_000_000L, 1_000_000_000_000_000_300L, multiplicative(f, 1, 0));
        compare(name + "(100-i)", -20_000, 200, multiplicative(f, -1, 100));
        compare(name + "(2*i+1)", 0, 20_000, multiplicative(f, 2, 1));
        compare(name + "(12*i)", -5, 20_000, multiplicative(f, 12, 0));
        compare(name + "(45*i+30)", -5, 20_000, multiplicative(f, 45, 30));
        compare(name + "(7*i+10^12)", 0, 5_000, multiplicative(f, 7, 1_000_000_000_000L));
    }

    @Test
    void smallWindows_ofSquaresAndCubesOfPrimes_areExact() {
        for (long p : new long[] {3, 5, 101, 103, 997, 1009, 10_007, 1_000_003}) {
            for (long n = p * p; n <= 1L << 60 && n > 0; n = n <= (1L << 60) / p ? n * p : -1) {
                for (Multiplicative f : Multiplicative.values()) {
                    String name = f.function().symbol();
                    compare(name + "(i)", Math.max(1, n - 3), n + 3, multiplicative(f, 1, 0));
                }
            }
        }
    }

    @Test
    void sums_toAMillion_areAsPublished() {
        long[] expected = {13_970_034, 822_468_118_437L, 303_963_552_392L};
        for (Multiplicative f : Multiplicative.values()) {
            LaneSource source =
                    source(f.function().symbol() + "(i)", 1, 1_000_000).orElseThrow();
            long[] lanes = new long[1_000];
            long sum = 0;
            for (long i = 1; i < 1_000_000; i += 1_000) {
                source.fill(i, 1_000, lanes);
                for (long value : lanes) {
                    sum += value;
                }
            }
            assertThat(sum).isEqualTo(expected[f.ordinal()]);
        }
    }

    @Test
    void sourcesSomeStepsApart_askedInTurns_areRight() {
        LaneSources sources = new LaneSources(0, 200_000, WorkMeter.unlimited());
        LaneSource here = sources.of(parsed("isprime(i)")).orElseThrow();
        LaneSource ahead = sources.of(parsed("isprime(i+6)")).orElseThrow();
        LaneSource far = sources.of(parsed("isprime(i+10^9)")).orElseThrow();
        long[] a = new long[512];
        long[] b = new long[512];
        long[] c = new long[512];
        for (long i = 0; i + 512 <= 200_000; i += 512) {
            here.fill(i, 512, a);
            ahead.fill(i, 512, b);
            far.fill(i, 512, c);
            for (int k = 0; k < 512; k++) {
                assertThat(a[k] + 2 * b[k] + 4 * c[k])
                        .isEqualTo(LongFunctions.isPrime(i + k)
                                + 2 * LongFunctions.isPrime(i + k + 6)
                                + 4 * LongFunctions.isPrime(i + k + 1_000_000_000));
            }
        }
    }

    @Test
    void anyOrder_ofCalls_isRight() {
        LaneSource primes = source("isprime(3*i+1)", 0, 10_000_000).orElseThrow();
        LaneSource divisors = source("tau(3*i+1)", 0, 10_000_000).orElseThrow();
        Random random = new Random(1);
        long[] lanes = new long[64];
        for (int round = 0; round < 50; round++) {
            long i = random.nextInt(10_000_000 - 64);
            primes.fill(i, 64, lanes);
            for (int k = 0; k < 64; k++) {
                assertThat(lanes[k]).isEqualTo(LongFunctions.isPrime(3 * (i + k) + 1));
            }
            divisors.fill(i, 64, lanes);
            for (int k = 0; k < 64; k++) {
                assertThat(lanes[k]).isEqualTo(LongFunctions.multiplicative(Multiplicative.TAU, 3 * (i + k) + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"isprime(i)", "phi(i)"})
    void source_stoppedInTheMiddle_isRightAfterwards(String call) {
        long[] budget = {Long.MAX_VALUE};
        LaneSources sources = new LaneSources(1, 2_000_000, units -> {
            budget[0] -= units;
            if (budget[0] < 0) {
                throw new KernelStoppedException();
            }
        });
        LaneSource source = sources.of(parsed(call)).orElseThrow();
        long[] lanes = new long[512];
        long[] expected = new long[512];
        source.fill(1, 512, lanes);
        budget[0] = 100;
        assertThatExceptionOfType(KernelStoppedException.class).isThrownBy(() -> {
            for (long i = 513; i < 1_000_000; i += 512) {
                source.fill(i, 512, lanes);
            }
        });
        budget[0] = Long.MAX_VALUE;
        for (long i = 1; i < 100_000; i += 512) {
            source.fill(i, 512, lanes);
            source(call, i, i + 511).orElseThrow().fill(i, 512, expected);
            assertThat(lanes).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 1, 0, 1000000007",
        "7, 1, 0, 4611686018427387847",
        "3, 5, -20, 1001",
        "2, 1, 0, 3000000000",
        "-5, 2, 1, -97",
        "10, 3, 4, 1",
        "0, 1, 0, 15",
        "6, 1, -3, -1024",
        "123456789, 1, 5, 9223372036854775807"
    })
    void powmod_withConstantBaseAndModulus_isStepped(long base, long slope, long offset, long modulus) {
        String call = "powmod(" + base + "," + slope + "*i+(" + offset + ")," + modulus + ")";
        compare(call, -20, 2_000, i -> {
            long exponent = slope * i + offset;
            return exponent < 0 ? LaneSource.NONE : LongFunctions.powmod(base, exponent, modulus);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isprime(i*i)",
                "isprime(5)",
                "tau(i/2)",
                "isprime(10^18*i)",
                "isprime(i+2^63)",
                "sigma(i+2^62)",
                "tau(-i-5)",
                "powmod(2,i,10^12)",
                "powmod(i,i,7)",
                "powmod(2,i,0)",
                "powmod(2,-i,7)",
                "gcd(i,12)"
            })
    void otherCalls_haveNoSource(String call) {
        assertThat(source(call, 0, 1_000)).isEmpty();
    }
}
