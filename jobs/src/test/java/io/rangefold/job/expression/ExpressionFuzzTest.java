package io.rangefold.job.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.rangefold.job.BadInputException;
import io.rangefold.job.expression.lanes.BatchEvaluator;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Any text is refused with a place and a hint, or is an expression that both evaluators agree on. {@code mvn test} tries the
 * texts among the resources; with {@code JAZZER_FUZZ=1} in the environment, new ones are made, guided by coverage.
 */
class ExpressionFuzzTest {
    /** Nanoseconds, roughly, that one evaluator may take for one value; a dearer one is passed over. */
    private static final long MAX_WORK = 20_000_000;

    private static final int VALUES = 4;
    private static final long[] FIRSTS = {-2, 1_000, (1L << 31) - 2, -(1L << 62) - 2};

    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Budget implements WorkMeter {
        private long left;

        @Override
        public void spend(long units) {
            left -= units;
            if (left < 0) {
                throw new TooMuchWork();
            }
        }
    }

    private final Budget budget = new Budget();

    @FuzzTest(maxDuration = "30s")
    void anyText_isRefusedOrMeansTheSameToBothEvaluators(byte[] text) {
        Node root;
        try {
            root = Expression.parse(new String(text, UTF_8), "--expr").root();
        } catch (BadInputException e) {
            assertThat(e.where()).startsWith("--expr");
            assertThat(e.hint()).isNotBlank();
            return;
        }
        for (long first : FIRSTS) {
            compareUnlessCostly(root, first);
        }
    }

    private void compareUnlessCostly(Node root, long first) {
        try {
            compare(root, first);
        } catch (TooMuchWork e) {
            // Allowed: slots end such an expression when they are told to.
            return;
        }
    }

    private void compare(Node root, long first) {
        renew();
        BatchEvaluator evaluator = new BatchEvaluator(root, first, first + VALUES - 1, budget);
        ReferenceEvaluator reference = new ReferenceEvaluator(root, budget);
        Optional<long[]> lanes = evaluator.batch(first, VALUES);
        for (int k = 0; k < VALUES; k++) {
            renew();
            String expected = referenceValue(reference, first + k);
            renew();
            assertThat(exactValue(evaluator, first + k)).isEqualTo(expected);
            if (lanes.isPresent()) {
                assertThat(lanes.get()[k]).hasToString(expected);
            }
        }
    }

    private void renew() {
        budget.left = MAX_WORK;
    }

    private static String referenceValue(ReferenceEvaluator evaluator, long i) {
        try {
            return evaluator.evaluate(BigInteger.valueOf(i)).toString();
        } catch (EvaluationException e) {
            return e.getMessage();
        }
    }

    private static String exactValue(BatchEvaluator evaluator, long i) {
        try {
            return evaluator.exact(i).toString();
        } catch (EvaluationException e) {
            return e.getMessage();
        }
    }
}
