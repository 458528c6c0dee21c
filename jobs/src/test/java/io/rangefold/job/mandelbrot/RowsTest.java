package io.rangefold.job.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    private static int[] row(Rows rows, View view, long row) {
        int[] values = new int[view.width()];
        rows.compute(row, values, () -> {});
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "'-0.5,0', 1, 500",
        "'-0.5,0', 1, 1",
        "'-0.5,0', 1, 63",
        "'0,0', 0.01, 100",
        "'4,-4', 0.05, 100",
        "'-0.743643887037151,0.131825904205330', 2e5, 3000",
        "'-1.7548776662466927,0', 50, 20000",
        "'-1.25,0.0001', 1000, 10000",
        "'0.25,0', 1e4, 5000",
        "'-1.98,0', 1e9, 400"
    })
    void lanes_giveWhatOnePixelAfterTheOtherGives(String center, String zoom, int iterations) {
        View view = Views.view(300, 12, center, zoom, iterations);
        LaneRows lanes = new LaneRows(view);
        PlainRows plain = new PlainRows(view);
        for (long row = 0; row < view.height(); row++) {
            assertThat(row(lanes, view, row)).as("row %d", row).isEqualTo(row(plain, view, row));
        }
    }

    @Test
    void narrowPictures_areComputedToo() {
        for (int width : new int[] {1, 2, 255, 256, 257}) {
            View view = Views.view(width, 3, "-0.7,0.3", "2", 300);
            assertThat(row(new LaneRows(view), view, 1)).isEqualTo(row(new PlainRows(view), view, 1));
        }
    }

    /** By integers of any size, z after z. */
    private static int exactIterations(View view, int column, long row) {
        MathContext digits = new MathContext(60);
        BigDecimal half = BigDecimal.valueOf(view.halfSpacing());
        BigDecimal re = view.re().add(half.multiply(BigDecimal.valueOf(2 * column + 1 - view.width())));
        BigDecimal im = view.im().add(half.multiply(BigDecimal.valueOf(view.height() - 1 - 2 * row)));
        BigDecimal x = BigDecimal.ZERO;
        BigDecimal y = BigDecimal.ZERO;
        for (int n = 1; n <= view.iterations(); n++) {
            BigDecimal product = x.multiply(y, digits);
            x = x.multiply(x, digits).subtract(y.multiply(y, digits)).add(re, digits);
            y = product.add(product).add(im, digits);
            if (x.multiply(x).add(y.multiply(y)).doubleValue() > Escape.LIMIT) {
                return n;
            }
        }
        return 0;
    }

    @ParameterizedTest
    @CsvSource({
        "'-0.743643887037158704752191506114774,0.131825904205311970493132056385139', 1e18, 9000",
        "'-1.7400623825793399052208441670658256382966417204361718668798624184611829,"
                + "0.0281753397792110489924115211443195096875390767429906085704013095958801', 1e25, 3000",
        "'-1.768778833,-0.001738996', 1e16, 2000",
        "'0.3602404434376143632361252444495453084826,-0.6413130610648031748603750151793020665794', 1e22, 3000"
    })
    void deepRows_escapeWhenExactOnesDo(String center, String zoom, int iterations) {
        View view = Views.view(24, 16, center, zoom, iterations);
        assertThat(view.isDeep()).isTrue();
        DeepRows deep = new DeepRows(view, pulse -> Course.of(view, pulse));
        int different = 0;
        for (long row = 0; row < view.height(); row += 5) {
            int[] values = row(deep, view, row);
            for (int column = 0; column < view.width(); column += 4) {
                if (Escape.iterations(values[column]) != exactIterations(view, column, row)) {
                    different++;
                }
            }
        }
        // Where a pixel lies next to the set, rounding decides.
        assertThat(different).isLessThanOrEqualTo(1);
    }

    @Test
    void deepRows_giveWhatPlainOnesGive_whereBothCan() {
        View view = Views.view(100, 60, "-0.743643887037151,0.131825904205330", "1e7", 5000);
        DeepRows deep = new DeepRows(view, pulse -> Course.of(view, pulse));
        LaneRows lanes = new LaneRows(view);
        int different = 0;
        for (long row = 0; row < view.height(); row++) {
            int[] a = row(deep, view, row);
            int[] b = row(lanes, view, row);
            for (int column = 0; column < view.width(); column++) {
                different += Math.abs(a[column] - b[column]) > 256 ? 1 : 0;
            }
        }
        assertThat(different).isLessThan(view.width() * view.height() / 50);
    }

    @Test
    void deepestView_hasPixelsThatDiffer() {
        View view = Views.view(40, 30, "-2,0", "1e140", 2000);
        DeepRows deep = new DeepRows(view, pulse -> Course.of(view, pulse));
        assertThat(row(deep, view, 3)).doesNotContain(Escape.NEVER).isNotEqualTo(row(deep, view, 13));
    }

    @Test
    void cyclesOfDeepPixels_areFound() {
        String center = "-1.740062382579339905220844167065825638296641720436171866880002280846,"
                + "0.028175339779211048992411521144319509687539076742990608570484542316";
        View view = Views.view(40, 40, center, "2.75e57", 2_000_000);
        Course course = Course.of(view, () -> {});
        AtomicInteger pulses = new AtomicInteger();
        int[] values = new int[40];
        new DeepRows(view, pulse -> course).compute(20, values, pulses::incrementAndGet);
        assertThat(values).contains(Escape.NEVER);
        assertThat(pulses.get()).isLessThan(3);
    }

    @Test
    void longRows_pulse() {
        View view = Views.view(300, 1, "-0.1225611668766536,0.7448617666197442", "1e4", 200_000);
        AtomicInteger pulses = new AtomicInteger();
        new PlainRows(view).compute(0, new int[300], pulses::incrementAndGet);
        assertThat(pulses.get()).isGreaterThan(30);
    }

    @Test
    void value_isTheOneThatItsFormulaGives() {
        for (double exponent = 16; exponent < 34; exponent += 0.000_37) {
            double square = Math.max(Math.nextUp(Escape.LIMIT), StrictMath.pow(2, exponent));
            double log = StrictMath.log(StrictMath.log(square) / StrictMath.log(Escape.LIMIT)) / StrictMath.log(2);
            int value = Escape.value(3, square);
            assertThat(768 - Math.min(255, 256 * log)).as("2^%s", exponent).isBetween(value - 1 - 1e-6, value + 1e-6);
        }
    }

    @Test
    void value_growsSmoothlyFromOneIterationToTheNext() {
        assertThat(Escape.value(10, Math.nextUp(Escape.LIMIT))).isEqualTo(2560);
        assertThat(Escape.value(10, 0x1p31)).isBetween(2560 - 250, 2560 - 240);
        assertThat(Escape.value(10, 0x1p32)).isEqualTo(2560 - 255);
        assertThat(Escape.value(10, Double.MAX_VALUE)).isEqualTo(2560 - 255);
        assertThat(Escape.iterations(2560)).isEqualTo(10);
        assertThat(Escape.iterations(2560 - 255)).isEqualTo(10);
        assertThat(Escape.iterations(2561)).isEqualTo(11);
    }
}
