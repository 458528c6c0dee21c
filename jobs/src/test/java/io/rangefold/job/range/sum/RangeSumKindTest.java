package io.rangefold.job.range.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeSumKindTest {
    private static BadInputException refused(Arguments arguments) {
        try {
            new RangeSumKind().parse(arguments);
        } catch (BadInputException e) {
            return e;
        }
        throw new AssertionError("not refused: " + arguments);
    }

    @Test
    void expression_byDefault_isI() {
        assertThat(new RangeSumKind()
                        .parse(Arguments.ofOptions(Map.of("from", "0", "to", "5")))
                        .arguments())
                .containsEntry("expr", "i");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5, --to, --to 5 lies before --from 10",
        "abc, 5, --from, \"abc\" is not a number",
        "0, 1e999999999, --to, is above 9223372036854775807",
        "0, 9^9^9^9, --to, more than one ^",
        "0, 9223372036854775808, --to, is above 9223372036854775807",
        "-9223372036854775809, 0, --from, is below -9223372036854775808",
        "-1, 9223372036854775807, --to, has 9223372036854775808 integers",
        "-2^63, 2^63-1, --to, has 18446744073709551615 integers"
    })
    void range_outOfBounds_isRefusedAndSaysWhere(String from, String to, String where, String message) {
        BadInputException e = refused(Arguments.ofOptions(Map.of("from", from, "to", to)));
        assertThat(e.where()).isEqualTo(where);
        assertThat(e).hasMessageContaining(message);
        assertThat(e.hint()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"0, 9223372036854775807", "-1, 9223372036854775806", "-2^63, -1"})
    void range_of2To63Minus1Integers_isAllowed(String from, String to) {
        assertThat(Strides.job(from, to, "i").stage(0, new byte[0]).items()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void missingUnknownAndStrayArguments_areRefused() {
        assertThat(refused(Arguments.ofOptions(Map.of("from", "0")))).hasMessage("--to is missing");
        assertThat(refused(Arguments.ofOptions(Map.of("from", "0", "to", "1", "limit", "5"))))
                .hasMessage("there is no option --limit");
        assertThat(refused(new Arguments(List.of("5"), Map.of("from", "0", "to", "1"), Map.of())))
                .hasMessage("unexpected word \"5\"");
    }

    @Test
    void wrongExpression_isRefusedWithItsColumn() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Strides.job("0", "1", "i + * 2"))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--expr, column 5"));
    }
}
