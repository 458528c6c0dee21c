package io.rangefold.coordinator.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rangefold.coordinator.monitor.SampleSeries.Reading;
import io.rangefold.coordinator.service.JobView.TimeLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ForecastTest {
    /** Readings twice a second of a job that has so many items after so many seconds. */
    private static List<Reading> readings(double seconds, DoubleUnaryOperator items) {
        List<Reading> all = new ArrayList<>();
        for (double at = 0; at <= seconds; at += 0.5) {
            long done = (long) items.applyAsDouble(at);
            all.add(new Reading((long) (at * 1e9), done, done, 1));
        }
        return all;
    }

    @Test
    void evenWork_isForetoldNarrowly() {
        TimeLeft left = Forecast.of(readings(20, at -> 1000 * at), 50_000, 1000).orElseThrow();

        assertThat(left.seconds()).isCloseTo(50, within(0.5));
        assertThat(left.low()).isCloseTo(50, within(0.5));
        assertThat(left.high()).isCloseTo(50, within(0.5));
    }

    @Test
    void unevenWork_isForetoldWidely() {
        TimeLeft left = Forecast.of(readings(40, at -> 1000 * at + 2000 * Math.sin(at / 3)), 60_000, 700)
                .orElseThrow();

        assertThat(left.low()).isLessThan(55);
        assertThat(left.high()).isGreaterThan(80);
        assertThat(left.seconds()).isBetween(left.low(), left.high());
    }

    @Test
    void workThatBecomesSlower_isForetoldByWhatItIsNow_withinWhatItWas() {
        TimeLeft left = Forecast.of(readings(20, at -> at < 5 ? 5000 * at : 25_000 + 100 * (at - 5)), 10_000, 100)
                .orElseThrow();

        assertThat(left.seconds()).isCloseTo(100, within(1.0));
        assertThat(left.low()).isLessThan(10);
    }

    @Test
    void workThatStandsStill_isNotForetoldForEver() {
        TimeLeft left = Forecast.of(readings(20, at -> at < 12 ? 1000 * at : 12_000), 10_000, 1e-250)
                .orElseThrow();

        assertThat(left.high()).isFinite().isGreaterThan(10 * left.seconds());
    }

    @Test
    void nothingIsSaid_beforeAnythingWasSeen() {
        assertThat(Forecast.of(List.of(), 10, 1)).isEmpty();
        assertThat(Forecast.of(readings(0.5, at -> 1000 * at), 10, 1)).isEmpty();
        assertThat(Forecast.of(readings(20, at -> 0), 10, 0)).isEmpty();
        assertThat(Forecast.of(readings(20, at -> 10 * at), 0, 10)).isEmpty();
    }

    @Test
    void whatWasBeforeAPause_isNotCounted() {
        SampleSeries samples = new SampleSeries();
        for (int second = 0; second < 10; second++) {
            samples.offer(new Reading(second * 1_000_000_000L, second, second, 1));
        }
        samples.beginAnew(7_500_000_000L);

        assertThat(samples.latest()).extracting(Reading::items).containsExactly(8L, 9L);
    }
}
