package io.rangefold.job.expression.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CompiledEvaluatorTest {
    private static CompiledEvaluator evaluator(String text, long first, long last) {
        CompiledEvaluator evaluator =
                new CompiledEvaluator(Expression.parse(text, "--expr").root(), first, last, WorkMeter.unlimited());
        evaluator.narrow(first, last);
        return evaluator;
    }

    @Test
    void batch_hasTheValues() {
        CompiledEvaluator evaluator = evaluator("i*i % 7 + 100/(i+1)", 0, 1_000_000);
        long[] values = evaluator.batch(5, 512).orElseThrow();
        for (int k = 0; k < 512; k++) {
            long i = 5 + k;
            assertThat(values[k]).isEqualTo(i * i % 7 + 100 / (i + 1));
        }
        assertThat(evaluator.describe()).isPresent();
    }

    @Test
    void batchWithoutSomeValue_isEmpty_andEachOfItsValuesIsThereOrAnError() {
        CompiledEvaluator evaluator = evaluator("100 / (i - 7)", 0, 1_000_000);
        assertThat(evaluator.batch(0, 100)).isEmpty();
        assertThat(evaluator.exact(6)).isEqualTo(BigInteger.valueOf(-100));
        assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> evaluator.exact(7));
    }

    @Test
    void valuesBeyond64Bits_areExact() {
        CompiledEvaluator evaluator = evaluator("i^5 xor 1", 1L << 40, (1L << 40) + 1_000);
        assertThat(evaluator.batch(1L << 40, 10)).isEmpty();
        assertThat(evaluator.exact(1L << 40))
                .isEqualTo(BigInteger.ONE.shiftLeft(200).add(BigInteger.ONE));
    }
}
