package io.rangefold.job.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.BadInputException;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static String at17(String text) {
        Node root = Expression.parse(text, "--expr").root();
        return new ReferenceEvaluator(root, WorkMeter.unlimited())
                .evaluate(BigInteger.valueOf(17))
                .toString();
    }

    private static BadInputException refused(String text) {
        try {
            Expression.parse(text, "--expr");
        } catch (BadInputException e) {
            return e;
        }
        throw new AssertionError("not refused: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1+2*3 # 7",
                "(1+2)*3 # 9",
                "10-4-3 # 3",
                "-2^2 # -4",
                "(-2)^2 # 4",
                "2^3^2 # 512",
                "2^-0 # 1",
                "0^0 # 1",
                "-7/2 # -4",
                "7/-2 # -4",
                "-7/-2 # 3",
                "-7%2 # 1",
                "7%-2 # -1",
                "-7%-2 # -1",
                "100/10/5 # 2",
                "1<<2+3 # 32",
                "-9>>1 # -5",
                "6&3|8 # 10",
                "6 xor 3 # 5",
                "1|2 xor 3&1 # 3",
                "4|1==5 # 1",
                "~5 # -6",
                "!0 # 1",
                "!17 # 0",
                "!i>3 # 0",
                "--i # 17",
                "-~i # 18",
                "1<2 # 1",
                "2<=1 # 0",
                "1==1 && 2!=2 || 3>=3 # 1",
                "5 && 7 # 1",
                "0 || 7 # 1",
                "0 && 1/0 # 0",
                "1 || 1/0 # 1",
                "i ? 1 : 1/0 # 1",
                "0 ? 1 : 0 ? 2 : 3 # 3",
                "1 ? 0 ? 4 : 5 : 6 # 5",
                "(1<2)<3 # 1",
                "1_000+1e3 # 2000",
                "1.5e1 # 15",
                "abs(-5) # 5",
                "min(3,1,2) # 1",
                "max(3,1,2) # 3",
                "gcd(12,-18) # 6",
                "gcd(0,0) # 0",
                "gcd(12,18,8) # 2",
                "lcm(4,-6) # 12",
                "lcm(4,0) # 0",
                "isqrt(99) # 9",
                "issquare(99) # 0",
                "issquare(100) # 1",
                "issquare(-4) # 0",
                "popcount(255) # 8",
                "digitsum(-1234) # 10",
                "digits(0) # 1",
                "digits(-1000) # 4",
                "isprime(i) # 1",
                "isprime(-7) # 0",
                "isprime(2^61-1) # 1",
                "isprime(2^67-1) # 0",
                "tau(1) # 1",
                "tau(2^10 * 3^4 * 1000003) # 110",
                "sigma(1) # 1",
                "sigma(2^61-1) # 2305843009213693952",
                "sigma(28) # 56",
                "phi(1) # 1",
                "phi(10^20) # 40000000000000000000",
                "tau(6^100) # 10201",
                "phi((10^12+39)^3) # 1000000000116000000004485000000057798",
                "tau((10^18+9)^2 * 2) # 6",
                "collatz(27) # 111",
                "collatz(1) # 0",
                "powmod(3,200,13) # 9",
                "powmod(2,10,-7) # -5",
                "powmod(5,0,1) # 0",
                "i\t*\ti # 289"
            })
    void expression_means_whatTheManualSays(String text, String value) {
        assertThat(at17(text)).isEqualTo(value.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1/(i-17) # division by zero",
                "1%(i-17) # division by zero",
                "powmod(2,2,0) # division by zero",
                "2^(i-18) # negative exponent",
                "powmod(2,-1,7) # negative exponent",
                "1<<(i-18) # negative shift",
                "1>>(0-1) # negative shift",
                "popcount(-i) # popcount of a negative number",
                "isqrt(-1) # isqrt of a negative number",
                "collatz(0) # collatz of a number below 1",
                "tau(i-17) # tau of a number below 1",
                "sigma(-i) # sigma of a number below 1",
                "phi(0) # phi of a number below 1",
                "phi((10^18+9) * (10^12+39)) # phi of a number that is too hard to factor",
                "tau(2^2000 - 1) # tau of a number that is too hard to factor",
                "2^65536 # a value of more than 65 536 bits",
                "-2^65536 # a value of more than 65 536 bits",
                "1<<65536 # a value of more than 65 536 bits",
                "1<<2^64 # a value of more than 65 536 bits",
                "9^9^9^9 # a value of more than 65 536 bits",
                "i^(10^30) # a value of more than 65 536 bits",
                "lcm(2^65535+1,2^65535-1) # a value of more than 65 536 bits"
            })
    void evaluation_withoutValue_saysWhy(String text, String message) {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> at17(text))
                .withMessage(message.strip());
    }

    @Test
    void values_ofExactly65536Bits_areAllowed() {
        assertThat(at17("(2^65535 + (2^65535 - 1)) % 1000")).isEqualTo("735");
        assertThat(at17("0 << 10^30")).isEqualTo("0");
        assertThat(at17("(0-5) >> 10^30")).isEqualTo("-1");
        assertThat(at17("1^10^30 + (-1)^(10^30+1)")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "i + # --expr, column 4 # found the end",
                "i + * 2 # --expr, column 5 # found \"*\"",
                "i ** 2 # --expr, column 4 # found \"*\"",
                "(i + 1 # --expr, column 7 # expected \")\"",
                "i + 1) # --expr, column 6 # found \")\" after the end",
                "i 2 # --expr, column 3 # found \"2\" after the end",
                "2i # --expr, column 2 # right after a number",
                "i = 2 # --expr, column 3 # unexpected character \"=\"",
                "1 < i < 5 # --expr, column 7 # comparisons can't be chained",
                "1 == i == 1 # --expr, column 8 # comparisons can't be chained",
                "i + foo # --expr, column 5 # unknown name \"foo\"",
                "isprim(i) # --expr, column 1 # unknown name \"isprim\"",
                "isprime i # --expr, column 9 # expected \"(\"",
                "isprime(i, 2) # --expr, column 1 # takes 1 argument, found 2",
                "powmod(i, 2) # --expr, column 1 # takes 3 arguments, found 2",
                "min(i) # --expr, column 1 # takes 2 or more arguments, found 1",
                "max() # --expr, column 1 # takes 2 or more arguments, found 0",
                "i ? 1 # --expr, column 6 # expected \":\"",
                "1.5 * i # --expr, column 1 # not a whole number",
                "i * 1e999999999 # --expr, column 5 # more than 65 536 bits",
                "i − 1 # --expr, column 3 # unexpected character",
                "😀 # --expr, column 1 # unexpected character",
                "(i) $ # --expr, column 5 # unexpected character",
                "tau(i, 2) # --expr, column 1 # takes 1 argument, found 2",
                "+i # --expr, column 1 # found \"+\"",
                "() # --expr, column 2 # found \")\""
            })
    void error_namesColumnAndWhatWasFound(String text, String where, String message) {
        BadInputException e = refused(text.strip());
        assertThat(e.where()).isEqualTo(where.strip());
        assertThat(e).hasMessageContaining(message.strip());
        assertThat(e.hint()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t"})
    void emptyExpression_isRefused(String text) {
        assertThat(refused(text)).hasMessage("the expression is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "isprim(i) # did you mean isprime?",
                "popcnt(i) # did you mean popcount?",
                "1 and 2 # write && for and",
                "n*n # the variable is called i",
                "sqrt(i) # write isqrt for the integer square root",
                "quux(i) # the variable is i; the functions are"
            })
    void unknownName_isAnsweredWithSuggestion(String text, String hint) {
        assertThat(refused(text.strip()).hint()).startsWith(hint.strip());
    }

    @Test
    void tooLongExpression_isRefusedAtOnce() {
        assertThat(refused("i+".repeat(500_000))).hasMessageContaining("1000000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "~",
                "!",
                "i^",
                "i+",
                "i*",
                "i?i:",
                "i?",
                "i&&",
                "abs(",
                "(1+",
                "((i)^",
                "min(i,",
                "i<(",
                "i||i&&(",
                "1||1&&1==1|1xor 1&1<<1+1*-("
            })
    void deepNesting_isRefusedWithoutStackOverflow(String piece) {
        String text = piece.repeat(Expression.MAX_LENGTH / piece.length());
        assertThat(refused(text)).hasMessageContaining("nested too deeply");
    }

    @Test
    void hundredThousandParentheses_areRefused() {
        assertThat(refused("(".repeat(100_000) + "i" + ")".repeat(100_000))).hasMessageContaining("characters");
        assertThat(refused("(".repeat(8_000) + "i" + ")".repeat(8_000))).hasMessageContaining("nested too deeply");
    }

    @Test
    void highestExpressions_parseAndEvaluateOnSmallStack() throws InterruptedException {
        String chain = "1+".repeat(Expression.MAX_HEIGHT - 2) + "i";
        String parentheses = "(".repeat(90) + "i" + ")".repeat(90);
        StringBuilder values = new StringBuilder();
        Thread thread = new Thread(
                null,
                () -> values.append(at17(chain)).append(' ').append(at17(parentheses)),
                "small stack",
                512 * 1024);
        thread.start();
        thread.join();
        assertThat(values).hasToString((Expression.MAX_HEIGHT - 2 + 17) + " 17");
    }
}
