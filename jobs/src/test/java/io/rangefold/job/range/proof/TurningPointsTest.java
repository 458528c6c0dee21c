package io.rangefold.job.range.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurningPointsTest {
    private static Polynomial ofRoots(Random random, int degree) {
        Polynomial product = Polynomial.of(BigInteger.valueOf(random.nextBoolean() ? 1 : -3));
        for (int k = 0; k < degree; k++) {
            product = product.times(
                    Polynomial.of(BigInteger.valueOf(-random.nextInt(40)), BigInteger.valueOf(1 + random.nextInt(2))));
        }
        return product;
    }

    /** How the value changes from {@code index} to the next. */
    private static int step(Polynomial values, long index) {
        return values.at(BigInteger.valueOf(index + 1)).compareTo(values.at(BigInteger.valueOf(index)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 12})
    void valuesBetweenTurningPoints_changeInOneDirection(int degree) {
        Random random = new Random(degree);
        for (int round = 0; round < 40; round++) {
            Polynomial values = ofRoots(random, degree);
            long items = 1 + random.nextInt(60);
            List<Long> points = TurningPoints.of(values, items);
            assertThat(points).isSorted().doesNotHaveDuplicates().contains(0L, items - 1);
            for (int k = 0; k + 1 < points.size(); k++) {
                int direction = step(values, points.get(k));
                for (long index = points.get(k); index < points.get(k + 1); index++) {
                    assertThat(step(values, index))
                            .as("%s at %d", values, index)
                            .isEqualTo(direction);
                }
            }
        }
    }

    @Test
    void turningPoints_ofAHugeRange_areFew() {
        Polynomial parabola =
                Polynomial.of(BigInteger.ZERO, BigInteger.TWO.pow(63).negate(), BigInteger.ONE);
        assertThat(TurningPoints.of(parabola, Long.MAX_VALUE)).containsExactly(0L, 1L << 62, Long.MAX_VALUE - 1);
    }
}
