package io.rangefold.job.range.sum;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.range.proof.Polynomial;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidueLanesTest {
    private static BigInteger serialSum(Polynomial polynomial, long modulus, long from, long items) {
        BigInteger sum = BigInteger.ZERO;
        for (long k = 0; k < items; k++) {
            sum = sum.add(polynomial.at(BigInteger.valueOf(from + k)).mod(BigInteger.valueOf(modulus)));
        }
        return sum;
    }

    @Test
    void randomResidues_haveTheSumsOfTheirValues() {
        Random random = new Random(1);
        long[] moduli = {1, 2, 3, 10, 97, 512, 65_537, (1L << 31) - 1, (1L << 61) - 1, 1L << 61};
        long[] centers = {0, -700, 1L << 31, -(1L << 53), Long.MAX_VALUE - 5_000, Long.MIN_VALUE};
        for (int round = 0; round < 120; round++) {
            BigInteger[] coefficients = new BigInteger[1 + round % 5];
            for (int power = 0; power < coefficients.length; power++) {
                coefficients[power] = BigInteger.valueOf(random.nextLong() >> random.nextInt(64));
            }
            Polynomial polynomial = Polynomial.of(coefficients);
            long modulus = moduli[random.nextInt(moduli.length)];
            long from = centers[random.nextInt(centers.length)];
            long items = 1 + random.nextInt(5_000);
            ResidueLanes lanes = new ResidueLanes(polynomial, modulus);
            lanes.begin(from);
            BigInteger whole = lanes.advance(items / ResidueLanes.LANES);
            assertThat(whole.add(lanes.peek((int) (items % ResidueLanes.LANES))))
                    .as("%s %% %d from %d, %d items", polynomial, modulus, from, items)
                    .isEqualTo(serialSum(polynomial, modulus, from, items));
        }
    }

    @Test
    void moduli_haveNoCommonFactors() {
        long[] moduli = Moduli.first(60);
        for (int a = 0; a < moduli.length; a++) {
            assertThat(moduli[a]).isOdd().isBetween(1L << 55, 1L << 56);
            for (int b = 0; b < a; b++) {
                assertThat(BigInteger.valueOf(moduli[a]).gcd(BigInteger.valueOf(moduli[b])))
                        .isEqualTo(BigInteger.ONE);
            }
        }
    }

    @Test
    void combination_ofResidues_isTheInteger() {
        Random random = new Random(1);
        for (int bits = 1; bits < 1_000; bits += 7) {
            BigInteger bound = BigInteger.ONE.shiftLeft(bits);
            for (BigInteger value : new BigInteger[] {
                bound,
                bound.negate(),
                BigInteger.ZERO,
                new BigInteger(bits, random),
                new BigInteger(bits, random).negate()
            }) {
                long[] moduli = Moduli.forSumsOf(bound);
                BigInteger[] residues = new BigInteger[moduli.length];
                for (int k = 0; k < moduli.length; k++) {
                    residues[k] = value.mod(BigInteger.valueOf(moduli[k]));
                }
                assertThat(Moduli.combine(value.longValue(), residues)).isEqualTo(value);
            }
        }
    }
}
