package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against plain definitions: a factor must be found if its order is smooth. */
class SmoothSearchTest {
    private static final int B1 = 60;
    private static final int B2 = 3_000;
    private static final WidePlan PLAN = new WidePlan(B1, B2, Pulse.NONE);
    private static final List<Integer> STAGE_TWO = primes(B1 + 1, B2);
    private static final BigInteger MULTIPLIER = multiplier();
    private static final BigInteger THREE = BigInteger.valueOf(3);

    @Test
    void pairs_coverThePrimesOfStageTwo() {
        for (int b1 : new int[] {10, 1_154, 1_155, 3_464, 3_465, 5_000}) {
            int b2 = 12_011;
            WidePlan plan = new WidePlan(b1, b2, Pulse.NONE);
            TreeSet<Integer> met = new TreeSet<>();
            for (int m = 0; m < plan.pairs().length; m++) {
                for (byte index : plan.pairs()[m]) {
                    int centre = (plan.firstGiant() + m) * WidePlan.WHEEL;
                    met.add(centre - WidePlan.babies()[index & 0xff]);
                    met.add(centre + WidePlan.babies()[index & 0xff]);
                }
            }
            assertThat(met).containsAll(primes(Math.max(b1, WidePlan.WHEEL / 2) + 1, b2));
        }
    }

    /** 40, 104, 160, 220 and 300 bits: all arithmetics. */
    @ParameterizedTest
    @ValueSource(ints = {20, 84, 140, 200, 280})
    void minusOne_findsWhatIsSmooth(int otherBits) {
        Random random = new Random(otherBits);
        BigInteger other = BigInteger.probablePrime(otherBits, random);
        int expected = 0;
        for (int i = 0; i < 40; i++) {
            BigInteger p = BigInteger.probablePrime(20, random);
            BigInteger power = THREE.modPow(MULTIPLIER, p);
            boolean isSmooth = power.equals(BigInteger.ONE)
                    || STAGE_TWO.stream()
                            .anyMatch(
                                    q -> power.modPow(BigInteger.valueOf(q), p).equals(BigInteger.ONE));
            BigInteger found = new LucasRuns(p.multiply(other), Pulse.NONE).run(PLAN, 0);
            if (isSmooth) {
                expected++;
                assertThat(found).as("p = %s", p).isNotEqualTo(BigInteger.ONE);
            }
        }
        assertThat(expected).isGreaterThan(5);
    }

    @Test
    void plusOne_findsItsFactor() {
        // p + 1 = 2^3 3^2 5^2 7^2 11 13 ... 47 * 787
        BigInteger p = new BigInteger("203245668736799950661399");
        BigInteger n = p.multiply(BigInteger.TWO.pow(127).subtract(BigInteger.ONE));
        assertThat(new LucasRuns(n, Pulse.NONE).run(PLAN, 0)).isEqualTo(BigInteger.ONE);
        assertThat(new LucasRuns(n, Pulse.NONE).run(PLAN, 1)).isEqualTo(p);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 84, 140, 200, 280})
    void curves_findWhatIsSmooth(int otherBits) {
        Random random = new Random(otherBits);
        BigInteger other = BigInteger.probablePrime(otherBits, random);
        int expected = 0;
        for (int i = 0; i < 30; i++) {
            BigInteger p = BigInteger.probablePrime(24, random);
            int sigma = 6 + random.nextInt(1 << 29);
            BigInteger found = new WideCurves(p.multiply(other), Pulse.NONE).run(PLAN, sigma);
            if (PlainCurve.of(sigma, p).isSmooth(MULTIPLIER, STAGE_TWO)) {
                expected++;
                assertThat(found).as("p = %s, sigma = %s", p, sigma).isNotEqualTo(BigInteger.ONE);
            }
        }
        assertThat(expected).isGreaterThan(2);
    }

    private static BigInteger multiplier() {
        BigInteger product = BigInteger.ONE;
        for (int p : primes(2, B1)) {
            BigInteger prime = BigInteger.valueOf(p);
            product = product.multiply(prime.pow((int) (Math.log(B1) / Math.log(p) + 1e-9)));
        }
        return product;
    }

    private static List<Integer> primes(int from, int to) {
        List<Integer> primes = new ArrayList<>();
        for (int p = from; p <= to; p++) {
            if (BigInteger.valueOf(p).isProbablePrime(30)) {
                primes.add(p);
            }
        }
        return primes;
    }

    /** The ladder on x : z modulo a prime. */
    private record PlainCurve(BigInteger p, BigInteger a24, BigInteger start) {

        static PlainCurve of(int sigma, BigInteger p) {
            BigInteger u = BigInteger.valueOf((long) sigma * sigma - 5);
            BigInteger v = BigInteger.valueOf(4L * sigma);
            BigInteger top = v.subtract(u).pow(3).multiply(u.multiply(THREE).add(v));
            BigInteger bottom = u.pow(3).multiply(v).shiftLeft(4);
            return new PlainCurve(
                    p,
                    top.multiply(bottom.modInverse(p)).mod(p),
                    u.pow(3).multiply(v.pow(3).modInverse(p)).mod(p));
        }

        boolean isSmooth(BigInteger multiplier, List<Integer> primes) {
            BigInteger[] point = times(multiplier, new BigInteger[] {start, BigInteger.ONE});
            return point[1].signum() == 0
                    || primes.stream().anyMatch(q -> times(BigInteger.valueOf(q), point)[1].signum() == 0);
        }

        private BigInteger[] times(BigInteger k, BigInteger[] point) {
            BigInteger[] low = point;
            BigInteger[] high = twice(point);
            for (int bit = k.bitLength() - 2; bit >= 0; bit--) {
                BigInteger[] sum = sum(low, high, point);
                low = k.testBit(bit) ? sum : twice(low);
                high = k.testBit(bit) ? twice(high) : sum;
            }
            return low;
        }

        private BigInteger[] twice(BigInteger[] a) {
            BigInteger plus = a[0].add(a[1]).pow(2);
            BigInteger minus = a[0].subtract(a[1]).pow(2);
            BigInteger difference = plus.subtract(minus);
            return new BigInteger[] {
                plus.multiply(minus).mod(p),
                difference.multiply(minus.add(a24.multiply(difference))).mod(p)
            };
        }

        private BigInteger[] sum(BigInteger[] a, BigInteger[] b, BigInteger[] difference) {
            BigInteger s = a[0].subtract(a[1]).multiply(b[0].add(b[1]));
            BigInteger t = a[0].add(a[1]).multiply(b[0].subtract(b[1]));
            return new BigInteger[] {
                s.add(t).pow(2).multiply(difference[1]).mod(p),
                s.subtract(t).pow(2).multiply(difference[0]).mod(p)
            };
        }
    }
}
