package io.rangefold.job.expression.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledFoldTest {
    private static Node parsed(String text) {
        return Expression.parse(text, "--expr").root();
    }

    private static CompiledFold compiled(String text, Fold fold, long first, long last) {
        CompiledFold compiled = new CompiledFold(parsed(text), fold, first, last, WorkMeter.unlimited());
        compiled.narrow(first, last);
        return compiled;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomExpressions_foldAsTheReferenceDoes(long seed) {
        FoldComparison comparison = new FoldComparison();
        for (long round = 0; round < 30; round++) {
            assertThat(comparison.run(seed * 1_000_000 + round)).isEmpty();
        }
        assertThat(comparison.compared()).isGreaterThan(50);
    }

    @Test
    void partOfALongRange_thatFits32Bits_runsInSuchLanes() {
        CompiledFold fold = compiled("popcount(i)", Fold.SUM, 0, 1L << 40);
        assertThat(fold.describe().orElseThrow()).contains("64-bit lanes");
        fold.narrow(Integer.MAX_VALUE - 999, Integer.MAX_VALUE);
        assertThat(fold.describe().orElseThrow()).contains("32-bit lanes");
        ExactSum sum = new ExactSum();
        assertThat(fold.sum(Integer.MAX_VALUE - 999L, 1_000, sum)).isEqualTo(1_000);
        long expected = 0;
        for (int i = 0; i < 1_000; i++) {
            expected += Integer.bitCount(Integer.MAX_VALUE - i);
        }
        assertThat(sum.total()).isEqualTo(BigInteger.valueOf(expected));
        fold.narrow(Integer.MAX_VALUE, 1L + Integer.MAX_VALUE);
        assertThat(fold.describe().orElseThrow()).contains("64-bit lanes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i",
                "-i",
                "~i",
                "!i",
                "abs(i)",
                "i+1",
                "i-1",
                "i*2",
                "i*i",
                "i^6",
                "i^8",
                "i/3",
                "i%10",
                "i%1",
                "i%2",
                "i/1",
                "i/2",
                "i/(0-1)",
                "i%(0-1)",
                "i%(0-10)",
                "i/(0-10)",
                "i/i",
                "i<<1",
                "i<<64",
                "i>>1",
                "i>>64",
                "i>>i",
                "i^i",
                "2^(i%60)",
                "i<0",
                "i==i",
                "i<=5",
                "i < 9223372036854775807",
                "min(i,0)",
                "max(i,0,5)",
                "gcd(i,12)",
                "gcd(i,720720)",
                "gcd(360,i*i)",
                "gcd(i,2^63)",
                "lcm(i,12)",
                "issquare(i)",
                "popcount(abs(i))",
                "isqrt(abs(i))",
                "powmod(i,5,7)",
                "collatz(abs(i)+1)",
                "i % 9223372036854775807",
                "i / 2^61",
                "i % (2^61+1)",
                "i % 536870911",
                "i / 536870911",
                "i % 536870913",
                "(i*i*i+7) % 1000003",
                "(i^5-i) % 10007",
                "(3-i) % (2^40+15)",
                "(i*i+3*i) % 1000003 == 7",
                "(i*i + 3*i + 7) xor 5",
                "(i*i*i - i) & 1023",
                "min(i*i*5 - i, (i << 3)*i)",
                "i & 255",
                "i | 1",
                "i xor -1",
                "i && 1",
                "i || 0",
                "i % 3 == 0 || i % 5 == 0",
                "i % 3 ? i : -i",
                "0/0",
                "5 << (0-1)",
                "0*(1/0)",
                "(1/0)%1",
                "0 && (1/0)",
                "i != 0 && 100 % i == 0",
                "i == 0 ? 7 : 100 / i",
                "i > 0 ? (i % 2 ? collatz(i) : isprime(i)) : popcount(-i)",
                "(i > 3 ? i : 1/0) + (i > 3 ? i : 1/0)",
                "10^20 > i"
            })
    void eachOperator_aroundZeroAndAtTheEndsOf64Bits_foldsAsTheReferenceDoes(String text) {
        FoldComparison comparison = new FoldComparison();
        for (long first : new long[] {Long.MIN_VALUE, -60, Long.MAX_VALUE - 119}) {
            assertThat(comparison.compare(text, first, first, 120)).isEmpty();
        }
        assertThat(comparison.compare(text, -1_000_000, (1L << 31) - 60, 300)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "i, 0, 10000019, 50000185000171",
        "i*i, 0, 10000000, 333333283333335000000",
        "i%10, 0, 5000000, 22500000",
        "'gcd(i, 12)', 0, 1200000, 4000000",
        "(i*i*i) % 2, -1000001, 1000001, 1000001"
    })
    void sum_overManyBlocks_isTheKnownOne_inTablesAndInVectors(String text, long from, long to, BigInteger expected) {
        for (boolean vectors : new boolean[] {false, true}) {
            CompiledFold fold = compiled(text, Fold.SUM, from, to - 1);
            fold.program()
                    .filter(p -> p.vectors().isPresent())
                    .ifPresent(p -> p.race().decide(vectors));
            ExactSum sum = new ExactSum();
            assertThat(fold.sum(from, to - from, sum)).isEqualTo(to - from);
            assertThat(sum.total()).isEqualTo(expected);
        }
    }

    @Test
    void sum_whereSomeValueDoesNotExist_stopsBeforeItsBlock() {
        CompiledFold fold = compiled("100 / (i - 1000000)", Fold.SUM, 0, 2_000_000);
        ExactSum sum = new ExactSum();
        long done = fold.sum(0, 2_000_000, sum);
        assertThat(done).isPositive().isLessThanOrEqualTo(1_000_000);
        assertThat(fold.sum(done, 2_000_000 - done, new ExactSum())).isZero();
    }

    @Test
    void values_areWithinLanes_whereverIntervalsSaySo() {
        Program ints = new Planner(parsed("(i*7+3) % 1000003"), Fold.MAX, 0, Long.MAX_VALUE).plan();
        assertThat(ints.width()).as("lanes of residues").isEqualTo(Width.LONG);
        Program small = new Planner(parsed("i % 10"), Fold.SUM, Long.MIN_VALUE, Long.MAX_VALUE).plan();
        assertThat(small.width()).as("residues count from the block's start").isEqualTo(Width.INT);
        assertThat(small.isVectorizable()).isTrue();
        assertThat(small.hasChecks()).isFalse();
        Program checked = new Planner(parsed("i*i xor 1"), Fold.SUM, 0, 1L << 40).plan();
        assertThat(checked.hasChecks()).isTrue();
        assertThat(checked.isVectorizable()).isFalse();
    }

    @Test
    void narrowing_sparesChecks() {
        CompiledFold fold = new CompiledFold(parsed("i*i xor 1"), Fold.SUM, 0, 1L << 40, WorkMeter.unlimited());
        fold.narrow(0, 1_000);
        assertThat(fold.program().orElseThrow().program().hasChecks()).isFalse();
        fold.narrow(1L << 33, (1L << 33) + 1_000);
        assertThat(fold.program().orElseThrow().program().hasChecks()).isTrue();
    }

    @Test
    void expressionOfManyParts_hasNoCompiledForm() {
        StringBuilder text = new StringBuilder("i");
        for (int k = 2; k < 450; k++) {
            text.append("+(i xor ").append(k).append(')');
        }
        CompiledFold fold = compiled(text.toString(), Fold.SUM, 0, 1_000);
        assertThat(fold.describe()).isEmpty();
        assertThat(fold.sum(0, 100, new ExactSum())).isZero();
        assertThat(fold.extreme(0, 100)).isEmpty();
        assertThat(fold.values(0, 100)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "7-i", "i^2-5", "2^70*i^3", "i^4<<50", "(i+1)^5", "3*i^6"})
    void polynomialsOfLowDegree_haveCompiledSumsOverAnyRange(String text) {
        FoldComparison comparison = new FoldComparison();
        for (long first : new long[] {Long.MIN_VALUE, -500, 1L << 30, Long.MAX_VALUE - 999}) {
            assertThat(compiled(text, Fold.SUM, first, first + 999).sum(first, 1_000, new ExactSum()))
                    .isEqualTo(1_000);
            assertThat(comparison.compare(text, first, first, 1_000)).isEmpty();
        }
    }

    @Test
    void highestExpressions_areCompiledOrLeft_onSmallStack() throws InterruptedException {
        List<String> texts = List.of(
                "isqrt(".repeat(90) + "abs(i)" + ")".repeat(90),
                "-(1+".repeat(45) + "i" + ")".repeat(45),
                "i" + " xor (i+1)".repeat(190) + " - i".repeat(190),
                "i>5?".repeat(45) + "i" + ":3".repeat(45),
                "i && (100/".repeat(45) + "i" + ")".repeat(45),
                "(i+1)^16*(i-7)^16+".repeat(400) + "i",
                "(i*7/3)%1009+".repeat(480) + "1",
                "min(" + "i*i%7,".repeat(480) + "i)");
        List<String> differences = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> texts.forEach(text -> differences.add(
                        new FoldComparison().compare(text, 3, 3, 40).orElse("none"))),
                "small stack",
                512 * 1024);
        thread.start();
        thread.join();
        assertThat(differences).hasSameSizeAs(texts).containsOnly("none");
    }

    @Test
    void slots_shareTheCode() {
        Optional<CompiledProgram> one = compiled("i*3 xor 7", Fold.SUM, 0, 100).program();
        Optional<CompiledProgram> other =
                compiled("i * 3  xor 7", Fold.SUM, 0, 100).program();
        assertThat(one.orElseThrow()).isSameAs(other.orElseThrow());
    }
}
