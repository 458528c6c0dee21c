package io.rangefold.job.prime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKinds;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeKindsTest {
    private static BadInputException refused(String from, String to, String... others) {
        Arguments arguments = PrimeRun.arguments(from, to, others);
        BadInputException e =
                catchThrowableOfType(BadInputException.class, () -> new PrimeCountKind().parse(arguments));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.hint()).isNotBlank();
        return e;
    }

    @Test
    void kinds_areInstalled() {
        assertThat(JobKinds.installed().named("prime-count")).isInstanceOf(PrimeCountKind.class);
        assertThat(JobKinds.installed().named("prime-sum")).isInstanceOf(PrimeSumKind.class);
    }

    @Test
    void arguments_haveTheirDefaults() {
        assertThat(new PrimeSumKind().parse(PrimeRun.arguments("0", "1e3")).arguments())
                .containsEntry("from", "0")
                .containsEntry("to", "1000")
                .containsEntry("tuple", "0")
                .containsEntry("method", "sieve");
    }

    @ParameterizedTest
    @CsvSource({
        "'2,0', the first offset is not 0",
        "'1,3', the first offset is not 0",
        "'0,-2', is below 0",
        "'0,2,2', offset 2 is repeated",
        "'0,0', offset 0 is repeated",
        "'0,6,2', 2 after 6",
        "'', the number is empty",
        "'0,', the number is empty",
        "'0;2', is not a number",
        "'0,1e7', is above 1000000"
    })
    void tuple_thatIsNone_isRefused(String tuple, String message) {
        BadInputException e = refused("0", "100", "tuple", tuple);
        assertThat(e.where()).isEqualTo("--tuple");
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void tuple_ofTooManyOffsets_isRefused() {
        String tuple =
                IntStream.range(0, 65).mapToObj(k -> Integer.toString(2 * k)).collect(Collectors.joining(","));
        assertThat(refused("0", "100", "tuple", tuple)).hasMessage("a constellation of 65 primes");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5, --to, lies before",
        "0, 2^63, --to, is above 9223372036854775807",
        "1e19, 2e19, --from, is above",
        "x, 5, --from, is not a number",
        "-2^63, 2^63-1, --to, more than"
    })
    void range_outOfBounds_isRefused(String from, String to, String where, String message) {
        BadInputException e = refused(from, to);
        assertThat(e.where()).isEqualTo(where);
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void constellations_thatReachBeyond2To63_areRefused() {
        BadInputException e = refused("2^62", "2^63-2", "tuple", "0,2");
        assertThat(e.where()).isEqualTo("--to");
        assertThat(e.hint()).isEqualTo("use at most 9223372036854775805");
    }

    @Test
    void combinatorialMethod_whereThereIsNoFormula_isRefused() {
        assertThat(refused("0", "100", "tuple", "0,2", "method", "combinatorial"))
                .hasMessage("there is no formula for constellations");
        assertThat(refused("0", "1e18", "method", "combinatorial").where()).isEqualTo("--method");
        assertThat(refused("0", "100", "method", "guess")).hasMessage("there is no method \"guess\"");
    }

    @Test
    void unknownOption_isRefused() {
        assertThat(refused("0", "100", "expr", "i")).hasMessage("there is no option --expr");
    }
}
