package io.rangefold.job.factor;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Factors the numbers of a stride and writes a record of each ({@link Factors#write}), up to {@link FactorBlock#SIZE} of them
 * together. Balanced semiprimes on one core take 5 us at 15 digits, 30 at 18, 80 at 19 below 2^63, 130 below 2^64, 150 to 220 at 20
 * in strides of a thousand; single ones 12, 30, 80, 130 and 350 us; 13 ms at 30 digits and 1 s at 38.
 */
final class FactorKernel implements Kernel<FactorCounts>, Pulse {
    /** What is computed together is lost together, and nobody else gets the slot meanwhile. */
    private static final long BLOCK_NANOS = 100_000_000;

    static final int FIRST_BLOCK = FactorBlock.SIZE / 8;

    private final NumberList.Cursor numbers;
    private final boolean divisors;
    private final Factorizer factorizer = new Factorizer(this);
    private final FactorBlock block = new FactorBlock(factorizer, this);
    private final Factors factors = new Factors();
    private final Encoder record = new Encoder();

    private final List<HardNumber> hard = new ArrayList<>();

    private KernelContext context = KernelContext.detached(0);
    private long index;

    /** The last index of what is being computed together: a stride that is cut short keeps all of it. */
    private long together;

    private long end;

    /** How many numbers the next block has at most. */
    private int blockSize = FIRST_BLOCK;

    FactorKernel(NumberList numbers, boolean divisors) {
        this.numbers = numbers.cursor();
        this.divisors = divisors;
    }

    @Override
    public FactorCounts compute(long low, long high, KernelContext context) {
        this.context = context;
        end = high;
        long incomplete = 0;
        hard.clear();
        index = low;
        while (index < end) {
            together = index;
            beat();
            incomplete += gather() ? factorBlock() : factorOne();
        }
        return new FactorCounts(index - low, incomplete, hard.isEmpty() ? HardNumbers.NONE : HardNumbers.of(hard));
    }

    @Override
    public void beat() {
        end = Math.min(end, context.poll(together));
    }

    /** Fills the block with the numbers that come next and are small enough, if there are any. */
    private boolean gather() {
        block.clear();
        boolean isAdded = true;
        for (long next = index; isAdded && next < end && block.size() < blockSize; next++) {
            together = next;
            isAdded = addToBlock(next);
        }
        return block.size() > 0;
    }

    private boolean addToBlock(long at) {
        numbers.moveTo(at);
        if (numbers.isWord()) {
            block.add(numbers.word());
            return true;
        }
        BigInteger n = numbers.number();
        if (n.bitLength() > FactorBlock.MAX_BITS) {
            return false;
        }
        block.add(n);
        return true;
    }

    /** Gives the number of incomplete answers. */
    private int factorBlock() {
        long begun = System.nanoTime();
        block.finish();
        adapt(System.nanoTime() - begun);
        int incomplete = 0;
        for (int i = 0; i < block.size(); i++) {
            beat();
            incomplete += write(block.found(i));
        }
        return incomplete;
    }

    private void adapt(long nanos) {
        double fitting = (double) BLOCK_NANOS / Math.max(1, nanos) * block.size();
        blockSize = (int) Math.max(1, Math.min(Math.min(fitting, 2.0 * blockSize), FactorBlock.SIZE));
    }

    /** The same for a number that is too large for the block. */
    private int factorOne() {
        numbers.moveTo(index);
        factorizer.factor(numbers.number(), factors);
        return write(factors);
    }

    private int write(Factors found) {
        record.clear();
        found.write(record);
        context.output().write(record.buffer(), 0, record.length());
        if (!found.isComplete()) {
            hard.add(new HardNumber(index, found.copy()));
        }
        index++;
        return isAnswered(found, divisors) ? 0 : 1;
    }

    /** Whether these factors are a whole answer. */
    static boolean isAnswered(Factors factors, boolean divisors) {
        return factors.isComplete() && (!divisors || Divisors.canList(factors));
    }
}
