package io.rangefold.job.expression.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchEvaluatorTest {
    private static final long[] CENTERS = {
        0, 1, 10, 1_000, 1L << 16, 1L << 31, -(1L << 31), 3_037_000_499L, 1L << 40, 1L << 53, -(1L << 53), 1L << 62
    };

    private static Node parsed(String text) {
        return Expression.parse(text, "--expr").root();
    }

    /** The values as texts, errors as their messages. */
    private static List<String> reference(Node root, long first, int n) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(root, WorkMeter.unlimited());
        List<String> values = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            try {
                values.add(evaluator.evaluate(BigInteger.valueOf(first + k)).toString());
            } catch (EvaluationException e) {
                values.add(e.getMessage());
            }
        }
        return values;
    }

    private static List<String> exact(BatchEvaluator evaluator, long first, int n) {
        List<String> values = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            try {
                values.add(evaluator.exact(first + k).toString());
            } catch (EvaluationException e) {
                values.add(e.getMessage());
            }
        }
        return values;
    }

    private static void compare(String text, long first, int n) {
        Node root = parsed(text);
        BatchEvaluator evaluator = new BatchEvaluator(root, first, first + n - 1, WorkMeter.unlimited());
        List<String> expected = reference(root, first, n);
        assertThat(exact(evaluator, first, n))
                .as("exact: %s from %d", text, first)
                .isEqualTo(expected);
        Optional<long[]> lanes = evaluator.batch(first, n);
        if (lanes.isPresent()) {
            for (int k = 0; k < n; k++) {
                assertThat(lanes.get()[k])
                        .as("lanes: %s at i = %d", text, first + k)
                        .hasToString(expected.get(k));
                long value = lanes.get()[k];
                evaluator.magnitude().ifPresent(m -> assertThat(Math.abs(value)).isLessThanOrEqualTo(m));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomExpressions_haveTheValuesOfTheReference(long seed) {
        RandomExpressions expressions = new RandomExpressions(seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            long center = CENTERS[random.nextInt(CENTERS.length)];
            long first = Math.max(Long.MIN_VALUE, center - random.nextInt(20));
            compare(expressions.next(1 + random.nextInt(4)), first, 1 + random.nextInt(24));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i",
                "-i",
                "~i",
                "abs(i)",
                "i+1",
                "i-1",
                "i*2",
                "i*i",
                "i/3",
                "i%10",
                "i%1",
                "i%2",
                "i/1",
                "i/2",
                "i/(0-1)",
                "i%(0-1)",
                "i%(0-10)",
                "i/i",
                "i<<1",
                "i<<64",
                "i>>1",
                "i>>64",
                "i>>i",
                "i^2",
                "i^3",
                "i^i",
                "2^(i%60)",
                "i<0",
                "i==i",
                "min(i,0)",
                "max(i,0,5)",
                "gcd(i,12)",
                "lcm(i,12)",
                "issquare(i)",
                "digits(i)",
                "digitsum(i)",
                "isprime(i)",
                "popcount(abs(i))",
                "isqrt(abs(i))",
                "powmod(i,5,7)",
                "powmod(2,abs(i),i)",
                "collatz(abs(i)+1)",
                "i % 9223372036854775807",
                "i / 2^61",
                "i % (2^61+1)",
                "i & 255",
                "i | 1",
                "i xor -1",
                "i && 1",
                "i || 0",
                "0/0",
                "0%0",
                "5 << (0-1)",
                "0*(1/0)",
                "(1/0)%1",
                "isqrt(0-5)",
                "0 && (1/0)",
                "i>0 ? i/(i>0) : -i"
            })
    void eachOperator_atTheEndsOf64Bits_hasTheValuesOfTheReference(String text) {
        for (long first : new long[] {Long.MIN_VALUE, -12, Long.MAX_VALUE - 23}) {
            compare(text, first, 24);
        }
    }

    @Test
    void lazyOperators_evaluateOperandsForTheLanesThatNeedThemOnly() {
        compare("i == 0 ? 7 : 100 / i", -50, 101);
        compare("i != 0 && 100 % i == 0", -50, 101);
        compare("i <= 0 || isqrt(i) > 3", -50, 101);
        compare("i > 0 ? tau(i) + sigma(i) : 0", -50, 501);
        compare("i % 3 == 0 && i > 0 && phi(i) < tau(2*i) * 5", -50, 501);
        compare("isprime(i) && isprime(i+6) && isprime(10-i)", -500, 501);
        compare("i % 200 == 7 ? powmod(3, i, 101) : 0", 0, 501);
        compare("i > 0 ? (i % 2 ? collatz(i) : isprime(i)) : popcount(-i)", -50, 101);
        assertThat(new BatchEvaluator(parsed("i == 0 ? 7 : 100 / i"), -50, 50, WorkMeter.unlimited()).batch(-50, 101))
                .isPresent();
    }

    @Test
    void narrowing_afterWideRange_keepsValuesRight() {
        Node root = parsed("i^3 - i*i*5 + i%7");
        BatchEvaluator evaluator = new BatchEvaluator(root, Long.MIN_VALUE, Long.MAX_VALUE, WorkMeter.unlimited());
        for (long first : new long[] {0, 1L << 20, -(1L << 20), 2_000_000, 1L << 40}) {
            evaluator.narrow(first, first + 99);
            Optional<long[]> lanes = evaluator.batch(first, 100);
            assertThat(lanes.isPresent()).isEqualTo(Math.abs(first) < 1L << 30);
            List<String> expected = reference(root, first, 100);
            lanes.ifPresent(values -> assertThat(Arrays.stream(values, 0, 100).mapToObj(Long::toString))
                    .isEqualTo(expected));
            assertThat(exact(evaluator, first, 100)).isEqualTo(expected);
        }
    }
}
