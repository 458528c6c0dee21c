package io.rangefold.job.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandelbrotKindTest {
    private static BadInputException refused(Arguments arguments) {
        BadInputException e =
                catchThrowableOfType(BadInputException.class, () -> new MandelbrotKind().parse(arguments));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.hint()).isNotBlank();
        return e;
    }

    @Test
    void kind_isInstalled_andGivesAPicture() {
        assertThat(JobKinds.installed().named("mandelbrot")).isInstanceOf(MandelbrotKind.class);
        assertThat(new MandelbrotKind().description().resultImage()).isEqualTo("image/png");
    }

    @Test
    void arguments_haveTheirDefaults() {
        assertThat(Views.job(300, 200).arguments())
                .containsEntry("width", "300")
                .containsEntry("height", "200")
                .containsEntry("center", "-0.5,0")
                .containsEntry("zoom", "1")
                .containsEntry("iterations", "1000")
                .containsEntry("palette", "dusk");
    }

    @Test
    void job_comesBackFromItsSpec() {
        Job job = Views.job(3, 2, "center", "-1.25e0, +0.10", "zoom", "1e40", "iterations", "1e6", "palette", "grey");
        Job back = new MandelbrotKind().decode(job.spec(), new InputsInMemory());
        assertThat(back.arguments()).isEqualTo(job.arguments()).containsEntry("center", "-1.25,0.10");
        assertThat(back.stage(0, new byte[0]).items()).isEqualTo(2);
    }

    @Test
    void zoom_isShownShortly() {
        for (String zoom : new String[] {"0.05", "1", "200000", "2.75e57", "1e140", "1234567.5"}) {
            assertThat(Views.job(30, 20, "zoom", zoom).arguments()).containsEntry("zoom", zoom);
        }
        assertThat(Views.job(30, 20, "zoom", "20e20").arguments()).containsEntry("zoom", "2e21");
    }

    @Test
    void deepViews_haveNoSecondImplementation() {
        assertThat(Views.job(300, 200).stage(0, new byte[0]).newReferenceKernel())
                .isPresent();
        assertThat(Views.job(300, 200, "zoom", "1e11").stage(0, new byte[0]).newReferenceKernel())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "center, '0.3', is no point",
        "center, '0.3,0.1,0', is no point",
        "center, '0.3,x', is no decimal number",
        "center, ',', is no decimal number",
        "center, '1e9999,0', is no decimal number",
        "center, '5,0', is not within -4 and 4",
        "center, '0,-4.01', is not within -4 and 4",
        "zoom, '0', is not within 0.01 and 1E+140",
        "zoom, '-1', is not within",
        "zoom, '1e141', is not within",
        "zoom, 'NaN', is no decimal number",
        "iterations, '0', is below 1",
        "iterations, '8000001', is above 8000000",
        "palette, 'Fire', there is no palette",
        "width, '0', is below 1",
        "height, '65536', is above 65535"
    })
    void bad_values_areRefused(String option, String value, String message) {
        BadInputException e = refused(Views.arguments(30, 20, option, value));
        assertThat(e.where()).isEqualTo("--" + option);
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void tooManyPixels_areRefused() {
        assertThat(refused(Views.arguments(65_535, 4097))).hasMessageContaining("are 268496895 pixels, more than");
        assertThat(Views.job(65_535, 4096).arguments()).containsEntry("height", "4096");
    }

    @Test
    void numbersTooLong_areRefused() {
        assertThat(refused(Views.arguments(30, 20, "center", "0." + "1".repeat(400) + ",0")))
                .hasMessageContaining("402 characters is too long");
    }

    @Test
    void missingOptions_andOthers_areRefused() {
        assertThat(refused(Arguments.ofOptions(Map.of("width", "5")))).hasMessage("--height is missing");
        assertThat(refused(Views.arguments(30, 20, "image", "a.png"))).hasMessage("there is no option --image");
    }

    @Test
    void tallies_comeBackFromTheirBytes_orAreRefused() {
        View view = Views.view(300, 200, "-0.5,0", "1", 1000);
        TallyType type = new TallyType(view);
        Tally tally = Tally.of(new int[] {0, 700, 2560, 0}).plus(Tally.NONE);
        assertThat(tally).isEqualTo(new Tally(1, 2, 13, 700, 2560));
        Tally row = new Tally(1, 298, 13, 700, 2560);
        assertThat(type.decode(type.encode(row))).isEqualTo(row);
        assertThat(type.decode(type.encode(Tally.NONE))).isEqualTo(Tally.NONE);
        for (Tally wrong : new Tally[] {
            new Tally(201, 0, 0, 1, 1),
            new Tally(1, 301, 0, 1, 1),
            new Tally(1, 299, 0, 700, 700),
            new Tally(1, 299, 1001, 700, 700),
            new Tally(1, 299, 3, 700, 699)
        }) {
            assertThatThrownBy(() -> type.decode(type.encode(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void strideThatIsCutShort_hasTheRowsUpToThere() {
        Stage<?> stage = Views.job(50, 40).stage(0, new byte[0]);
        CuttingSink context = new CuttingSink();
        Tally tally = (Tally) stage.newKernel().compute(5, 40, context);
        assertThat(tally.rows()).isEqualTo(3);
        assertThat(context.rows(50)).isEqualTo(3);
    }
}
