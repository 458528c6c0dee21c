package io.rangefold.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void seconds_haveThreeDigitsOrTwoUnits() {
        assertThat(Figures.seconds(0.0042)).isEqualTo("0.004 s");
        assertThat(Figures.seconds(0.412)).isEqualTo("0.41 s");
        assertThat(Figures.seconds(12.34)).isEqualTo("12.3 s");
        assertThat(Figures.seconds(200)).isEqualTo("3 min 20 s");
        assertThat(Figures.seconds(7500)).isEqualTo("2 h 5 min");
        assertThat(Figures.seconds(200_000)).isEqualTo("2 d 7 h");
        assertThat(Figures.seconds(Double.POSITIVE_INFINITY)).endsWith(" h");
    }

    @Test
    void rates_haveThreeDigits() {
        assertThat(Figures.rate(243_902_439)).isEqualTo("244 M items/s");
        assertThat(Figures.rate(7.312)).isEqualTo("7.31 items/s");
        assertThat(Figures.rate(999.7)).isEqualTo("1.00 k items/s");
        assertThat(Figures.rate(0)).isEqualTo("0.00 items/s");
        assertThat(Figures.rate(Double.NaN)).isEqualTo("0.00 items/s");
        assertThat(Figures.rate(1e25)).isEqualTo("10000000 E items/s");
    }

    @Test
    void percents_areRoundedDown() {
        assertThat(Figures.percent(0.42199)).isEqualTo("42.1 %");
        assertThat(Figures.percent(0.99999)).isEqualTo("99.9 %");
        assertThat(Figures.percent(1)).isEqualTo("100.0 %");
    }

    @Test
    void percents_belowATenth_areNotShownAsNothing() {
        assertThat(Figures.percent(0)).isEqualTo("0.0 %");
        assertThat(Figures.percent(1e-12)).isEqualTo("< 0.1 %");
        assertThat(Figures.percent(0.001)).isEqualTo("0.1 %");
    }
}
