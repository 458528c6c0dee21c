package io.rangefold.job.expression.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void randomNumbersAndProducts_addUpAsBigIntegersDo() {
        Random random = new Random(7);
        ExactSum sum = new ExactSum();
        BigInteger expected = BigInteger.ZERO;
        for (int round = 0; round < 10_000; round++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextInt(9) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
            BigInteger wide = new BigInteger(200, random);
            sum.add(a);
            sum.add(a, b);
            sum.add(b, b);
            expected = expected.add(BigInteger.valueOf(a))
                    .add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                    .add(BigInteger.valueOf(b).pow(2));
            if (round % 100 == 0) {
                sum.add(wide);
                expected = expected.add(wide);
                assertThat(sum.total()).isEqualTo(expected);
            }
        }
        assertThat(sum.total()).isEqualTo(expected);
    }

    @Test
    void extremeNumbers_addUp() {
        ExactSum sum = new ExactSum();
        for (int k = 0; k < 1_000; k++) {
            sum.add(Long.MIN_VALUE, Long.MIN_VALUE);
        }
        assertThat(sum.total()).isEqualTo(BigInteger.ONE.shiftLeft(126).multiply(BigInteger.valueOf(1_000)));
        for (int k = 0; k < 2_000; k++) {
            sum.add(Long.MIN_VALUE, Long.MAX_VALUE);
            sum.add(Long.MIN_VALUE);
        }
        assertThat(sum.total()).isEqualTo(BigInteger.ONE.shiftLeft(126).multiply(BigInteger.valueOf(-1_000)));
    }
}
