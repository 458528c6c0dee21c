package io.rangefold.job.range.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
    private static final int VALUES = 300;

    private static Optional<BigInteger> period(String text) {
        return Periods.of(Expression.parse(text, "--expr").root());
    }

    /** The value, or why there is none. */
    private static String outcome(ReferenceEvaluator evaluator, BigInteger i) {
        try {
            return evaluator.evaluate(i).toString();
        } catch (EvaluationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 1",
        "i%10, 10",
        "i%-10, 10",
        "i%(2*5), 10",
        "(i*i + 3*i) % 97 == 7, 97",
        "i%4 + i%6, 12",
        "i%3 && i%5 ? i%7 : 0, 105",
        "i/10%10, 100",
        "i/-3/7%5, 105",
        "(i%12)^(i%5), 60",
        "(i%12) % 5, 12",
        "(i%12) % (i%5), 60",
        "i & 6, 8",
        "12 & i*i, 16",
        "'gcd(i, 12)', 12",
        "'gcd(i*i, i%9, 12)', 36",
        "'powmod(i, 5, 13)', 13",
        "'powmod(i, i%4, 13)', 52",
        "'isprime(i%30 + 1)', 30",
        "'100 / (i%9 - 4)', 9",
        "-(i%5) << (i%3), 15"
    })
    void values_repeatAfterThePeriod(String expression, long length) {
        assertThat(period(expression)).contains(BigInteger.valueOf(length));
        ReferenceEvaluator evaluator =
                new ReferenceEvaluator(Expression.parse(expression, "--expr").root(), WorkMeter.unlimited());
        for (String start : new String[] {"-150", "-9223372036854775808", "9223372036854775000"}) {
            for (int k = 0; k < VALUES; k++) {
                BigInteger i = new BigInteger(start).add(BigInteger.valueOf(k));
                assertThat(outcome(evaluator, i)).isEqualTo(outcome(evaluator, i.add(BigInteger.valueOf(length))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i",
                "i%10 + i",
                "i*i",
                "i % 0",
                "i % i",
                "10 % i",
                "i/3",
                "i & -8",
                "i | 7",
                "i^5000 % 7",
                "2^i % 7",
                "gcd(i, i+1)",
                "gcd(i, 0)",
                "powmod(2, i, 7)",
                "i % 2^41",
                "i%1000003 + i%1000033 + i%999983",
                "isprime(i)",
                "popcount(i) % 2"
            })
    void expression_thatIsNotSeenToRepeat_hasNoPeriod(String expression) {
        assertThat(period(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"i%1000, true", "i%250000, true", "i%1000000, false", "i, false"})
    void onlyShortPeriods_areUsed(String expression, boolean used) {
        assertThat(Period.of(Expression.parse(expression, "--expr")).isPresent())
                .isEqualTo(used);
    }
}
