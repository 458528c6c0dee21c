package io.rangefold.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rangefold.cli.bench.AmdahlFit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmdahlFitTest {
    private static final List<Integer> SLOTS = List.of(1, 2, 4, 8, 16);

    private static double law(int slots, double serial, double cost) {
        return cost * (serial + (1 - serial) / slots);
    }

    private static List<List<Point>> exact(double serial, double cost, int repetitions, List<Integer> slots) {
        return IntStream.range(0, repetitions)
                .mapToObj(i -> slots.stream()
                        .map(n -> new Point(n, law(n, serial, cost)))
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.01, 1", "0.2, 1", "0.5, 1.3", "1, 1", "0.05, 0.9"})
    void timesThatFollowTheLaw_giveItsTerms(double serial, double cost) {
        AmdahlFit fit = AmdahlFit.of(exact(serial, cost, 5, SLOTS), 1).orElseThrow();

        assertThat(fit.serialFraction()).isEqualTo(serial, within(1e-9));
        assertThat(fit.cost()).isEqualTo(cost, within(1e-9));
        assertThat(fit.low()).isEqualTo(serial, within(1e-9));
        assertThat(fit.high()).isEqualTo(serial, within(1e-9));
        for (int slots : SLOTS) {
            assertThat(fit.speedUp(slots)).isEqualTo(1 / law(slots, serial, cost), within(1e-6));
        }
    }

    @Test
    void noise_isWithinTheInterval_whichHoldsTheFit() {
        Random random = new Random(7);
        List<List<Point>> repetitions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            repetitions.add(SLOTS.stream()
                    .map(n -> new Point(n, law(n, 0.1, 1) * (1 + 0.02 * random.nextGaussian())))
                    .toList());
        }
        AmdahlFit fit = AmdahlFit.of(repetitions, 1).orElseThrow();

        assertThat(fit.low()).isPositive().isLessThan(0.1);
        assertThat(fit.high()).isGreaterThan(0.1).isLessThan(0.15);
        assertThat(fit.serialFraction()).isBetween(fit.low(), fit.high());
        assertThat(AmdahlFit.of(repetitions, 1)).contains(fit);
    }

    @Test
    void oneSlotAlone_saysNothing() {
        assertThat(AmdahlFit.of(exact(0.1, 1, 3, List.of(1)), 1)).isEmpty();
    }

    @Test
    void oneNumberOfSlots_takesTheCostAsOne() {
        AmdahlFit fit = AmdahlFit.of(exact(0.25, 1, 3, List.of(4)), 1).orElseThrow();

        assertThat(fit.serialFraction()).isEqualTo(0.25, within(1e-9));
        assertThat(fit.cost()).isEqualTo(1, within(1e-9));
    }

    @Test
    void betterThanIdeal_isNoNegativeFraction() {
        AmdahlFit fit = AmdahlFit.of(List.of(List.of(new Point(1, 1), new Point(2, 0.4), new Point(4, 0.2))), 1)
                .orElseThrow();

        assertThat(fit.serialFraction()).isZero();
        assertThat(fit.limit()).isInfinite();
        assertThat(fit.worthDoubling()).isEmpty();
        assertThat(fit.cost()).isPositive();
    }

    @Test
    void slowerWithMoreSlots_isWhollySerial() {
        AmdahlFit fit = AmdahlFit.of(List.of(List.of(new Point(1, 1), new Point(2, 1.2), new Point(4, 2))), 1)
                .orElseThrow();

        assertThat(fit.serialFraction()).isEqualTo(1);
        assertThat(fit.worthDoubling()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.3, 0.1, 0.01, 0.003})
    void doublingIsWorthIt_upToThatPointAndNotBeyond(double serial) {
        AmdahlFit fit = new AmdahlFit(serial, serial, serial, 1.1);
        long most = fit.worthDoubling().orElseThrow();

        if (most > 0) {
            assertThat(fit.speedUp(2.0 * most)).isGreaterThanOrEqualTo(1.1 * fit.speedUp(most) * (1 - 1e-12));
        }
        assertThat(fit.speedUp(2.0 * (most + 1))).isLessThan(1.1 * fit.speedUp(most + 1.0));
    }

    @Test
    void moreSlots_areNeverSlower_norBeyondTheLimit() {
        AmdahlFit fit = new AmdahlFit(0.05, 0.05, 0.05, 1.2);

        for (int slots = 1; slots < 1000; slots++) {
            assertThat(fit.speedUp(slots + 1)).isGreaterThan(fit.speedUp(slots)).isLessThan(fit.limit());
        }
    }
}
