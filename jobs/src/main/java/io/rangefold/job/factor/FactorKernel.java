package io.rangefold.job.factor;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Factors the numbers of a stride and writes a record of each ({@link Factors#write}). A number takes about 0.3 us below 10^6,
 * 11 us at 15 digits, 31 us at 18, 80 us at 19 below 2^63, 0.37 ms at 20 (balanced semiprimes, one core), and up to some seconds beyond.
 */
final class FactorKernel implements Kernel<FactorCounts>, Pulse {
    private final NumberList.Cursor numbers;
    private final boolean divisors;
    private final Factorizer factorizer = new Factorizer(this);
    private final Encoder record = new Encoder();

    private Factors factors = new Factors();
    private KernelContext context = KernelContext.detached(0);
    private long index;
    private long end;

    FactorKernel(NumberList numbers, boolean divisors) {
        this.numbers = numbers.cursor();
        this.divisors = divisors;
    }

    @Override
    public FactorCounts compute(long low, long high, KernelContext context) {
        this.context = context;
        end = high;
        long incomplete = 0;
        List<HardNumber> hard = new ArrayList<>();
        for (index = low; index < end; index++) {
            beat();
            incomplete += factorOne() ? 0 : 1;
            if (!factors.isComplete()) {
                hard.add(new HardNumber(index, factors));
                factors = new Factors();
            }
        }
        return new FactorCounts(index - low, incomplete, hard.isEmpty() ? HardNumbers.NONE : HardNumbers.of(hard));
    }

    @Override
    public void beat() {
        end = Math.min(end, context.poll(index));
    }

    /** Whether these factors are a whole answer. */
    static boolean isAnswered(Factors factors, boolean divisors) {
        return factors.isComplete() && (!divisors || Divisors.canList(factors));
    }

    /** Whether the answer is whole. */
    private boolean factorOne() {
        numbers.moveTo(index);
        if (numbers.isWord()) {
            factorizer.factor(numbers.word(), factors);
        } else {
            factorizer.factor(numbers.number(), factors);
        }
        record.clear();
        factors.write(record);
        context.output().write(record.buffer(), 0, record.length());
        return isAnswered(factors, divisors);
    }
}
