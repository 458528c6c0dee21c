package io.rangefold.job.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonteCarloPiKindTest {
    private static BadInputException refused(Map<String, String> options) {
        BadInputException e = catchThrowableOfType(
                BadInputException.class, () -> new MonteCarloPiKind().parse(Arguments.ofOptions(options)));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.hint()).isNotBlank();
        return e;
    }

    @Test
    void kind_isInstalled() {
        assertThat(JobKinds.installed().named("monte-carlo-pi")).isInstanceOf(MonteCarloPiKind.class);
    }

    @Test
    void job_comesBackFromItsSpec() {
        Job job = new MonteCarloPiKind().parse(Arguments.ofOptions(Map.of("samples", "1e6", "seed", "-3")));
        assertThat(job.arguments()).containsEntry("samples", "1000000").containsEntry("seed", "-3");
        assertThat(new MonteCarloPiKind()
                        .decode(job.spec(), new InputsInMemory())
                        .arguments())
                .isEqualTo(job.arguments());
    }

    @Test
    void seed_is0ByDefault() {
        assertThat(new MonteCarloPiKind()
                        .parse(Arguments.ofOptions(Map.of("samples", "2^63-1")))
                        .arguments())
                .containsEntry("seed", "0");
    }

    @ParameterizedTest
    @CsvSource({"0, below 1", "-5, below 1", "2^63, above", "many, not a number", "1.5, not", "'', empty"})
    void samples_thatAreNone_areRefused(String samples, String message) {
        BadInputException e = refused(Map.of("samples", samples));
        assertThat(e.where()).isEqualTo("--samples");
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void otherMistakes_areRefused() {
        assertThat(refused(Map.of())).hasMessage("--samples is missing");
        assertThat(refused(Map.of("samples", "10", "seed", "2^64")).where()).isEqualTo("--seed");
        assertThat(refused(Map.of("samples", "10", "points", "3"))).hasMessage("there is no option --points");
    }
}
