package io.rangefold.job.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.BadInputException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberLiteralTest {
    private static long parsed(String text) {
        return NumberLiteral.parse(text, "--from", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+7, 7",
        "007, 7",
        "1_000_000, 1000000",
        "1e8, 100000000",
        "1E8, 100000000",
        "1e+8, 100000000",
        "1.5e9, 1500000000",
        "1.50e1, 15",
        "-2.5e1, -25",
        "0e999999999, 0",
        "10^8, 100000000",
        "2^61-1, 2305843009213693951",
        "2^10+1, 1025",
        "-2^63, -9223372036854775808",
        "-2^63+1, -9223372036854775807",
        "2^63-1, 9223372036854775807",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "0^0, 1",
        "1^999999999, 1",
        "0^999999999, 0",
        "' 5 ', 5"
    })
    void parse_ofNumber_isItsValue(String text, long value) {
        assertThat(parsed(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                "abc",
                "1__0",
                "_1",
                "1_",
                "1 000",
                "1,000",
                "0x10",
                "1e",
                "e5",
                "1.e5",
                ".5e1",
                "1e-3",
                "--5",
                "5-",
                "2^",
                "^2",
                "2^3-",
                "2^61-1-1",
                "5;",
                "٣",
                "1e8abc",
                "NaN",
                "∞"
            })
    void parse_ofSomethingElse_isRefusedAndNamesTheOption(String text) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed(text))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--from"))
                .satisfies(e -> assertThat(e.hint()).contains("write an integer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.25e1", "0.5"})
    void parse_ofFraction_isRefusedAsNotWhole(String text) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed(text))
                .withMessageContaining("not a whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "2^63",
                "1e19",
                "1e999999999",
                "1e99999999999999999999",
                "9^999999999",
                "10^1e9"
            })
    void parse_aboveTheBounds_isRefusedAndNamesTheBound(String text) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed(text))
                .withMessageContaining("is above 9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775809", "-2^63-1", "-1e999999999", "-9^999999999"})
    void parse_belowTheBounds_isRefusedAndNamesTheBound(String text) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed(text))
                .withMessageContaining("is below -9223372036854775808");
    }

    @Test
    void parse_ofTowerOfPowers_isRefusedAtOnce() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed("9^9^9^9"))
                .withMessageContaining("more than one ^");
    }

    @Test
    void parse_ofMillionDigits_isRefusedWithShortMessage() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parsed("7".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120).contains("is above"));
    }

    @Test
    void parse_withWiderBounds_takesLargeNumbers() {
        BigInteger max = BigInteger.TEN.pow(100);
        assertThat(NumberLiteral.parse("1e100", "N", BigInteger.ONE, max)).isEqualTo(max);
        assertThat(NumberLiteral.parse("2^127-1", "N", BigInteger.ONE, max))
                .isEqualTo(BigInteger.TWO.pow(127).subtract(BigInteger.ONE));
    }
}
