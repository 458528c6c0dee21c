package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.KernelStoppedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorBlockTest {
    private final FactorBlock block = new FactorBlock(new Factorizer(Pulse.NONE), Pulse.NONE);
    private final Random random = new Random(20_261_120);

    @Test
    void numbersOfAllSizes_haveTheFactorsThatTheyHaveAlone() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < FactorBlock.SIZE; i++) {
            int bits = 1 + i % 70;
            numbers.add(new BigInteger(bits, random).setBit(bits - 1));
        }
        expectFactors(numbers);
    }

    @Test
    void withoutLanes_numbersOfAllSizesAreFactoredWholly() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bits = 36; bits <= FactorBlock.MAX_BITS; bits++) {
            numbers.add(new BigInteger(bits, random).setBit(bits - 1));
        }
        expectFactors(new FactorBlock(new Factorizer(Pulse.NONE), Pulse.NONE, false), numbers);
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 43, 50, 63, 64, 65, 80})
    void productsOfTwoLikePrimes_areFactoredWholly(int bits) {
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            BigInteger p = BigInteger.probablePrime(bits / 2, random);
            numbers.add(p.multiply(BigInteger.probablePrime(bits - bits / 2, random)));
        }
        expectFactors(numbers);
    }

    @Test
    void powersAndProductsOfThreePrimes_areFactoredWholly() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            BigInteger p = BigInteger.probablePrime(16, random);
            BigInteger q = BigInteger.probablePrime(17, random);
            BigInteger large = BigInteger.probablePrime(34, random);
            numbers.add(p.pow(3));
            numbers.add(p.pow(2).multiply(q));
            numbers.add(p.multiply(q).multiply(BigInteger.probablePrime(16, random)));
            numbers.add(p.multiply(large).multiply(q));
            numbers.add(large.pow(2));
        }
        expectFactors(numbers);
    }

    /** 1151 is {@code 34^2 - 5} and divides the denominator of a curve. */
    @Test
    void factorsOfTheCurvesDenominators_areFound() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            numbers.add(BigInteger.valueOf(1151).multiply(BigInteger.probablePrime(30 + i % 2 * 30, random)));
        }
        expectFactors(numbers);
    }

    @Test
    void stopAmidstTheWork_leavesNothingBehindForTheNextBlock() {
        int[] beats = {0};
        Pulse stopping = () -> {
            if (++beats[0] == 2) {
                throw new KernelStoppedException();
            }
        };
        FactorBlock stopped = new FactorBlock(new Factorizer(Pulse.NONE), stopping);
        for (BigInteger n : TestData.numbers("semiprimes-15-digits.txt")) {
            stopped.add(n.longValue());
            stopped.add(n.longValue());
        }
        assertThatThrownBy(stopped::finish).isInstanceOf(KernelStoppedException.class);
        stopped.clear();
        stopped.add(15);
        stopped.finish();
        assertThat(stopped.size()).isEqualTo(1);
        assertThat(stopped.found(0).word(0)).isEqualTo(3);
        assertThat(stopped.found(0).word(1)).isEqualTo(5);
    }

    private void expectFactors(List<BigInteger> numbers) {
        expectFactors(block, numbers);
    }

    private static void expectFactors(FactorBlock block, List<BigInteger> numbers) {
        block.clear();
        for (BigInteger n : numbers) {
            if (n.bitLength() < Long.SIZE) {
                block.add(n.longValue());
            } else {
                block.add(n);
            }
        }
        block.finish();
        assertThat(block.size()).isEqualTo(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            expectFactors(numbers.get(i), block.found(i));
        }
    }

    private static void expectFactors(BigInteger n, Factors found) {
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < found.distinct(); i++) {
            assertThat(found.prime(i).isProbablePrime(40))
                    .as("%s", found.prime(i))
                    .isTrue();
            assertThat(i == 0 || found.prime(i - 1).compareTo(found.prime(i)) < 0)
                    .as("ascending factors of %s", n)
                    .isTrue();
            product = product.multiply(found.prime(i).pow(found.exponent(i)));
        }
        assertThat(found.isComplete()).as("%s is whole", n).isTrue();
        assertThat(product).isEqualTo(n);
    }
}
