package io.rangefold.job.prime;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.prime.sieve.ConstellationFilter;
import io.rangefold.job.prime.sieve.FlagSource;
import io.rangefold.job.prime.sieve.PrimeSieve;
import io.rangefold.job.prime.sieve.Pulse;
import io.rangefold.job.prime.sieve.Tally;
import java.lang.ref.SoftReference;
import java.math.BigInteger;
import java.util.List;

/**
 * Counts or sums by a sieve. A stride that continues the last one continues its sieve, too, within a segment or into the next; any
 * other stride sets up primes anew. The sieve, which takes up to 8 bytes for each prime below the square root, is held
 * softly between strides: a slot that went on to another job gives it up where memory runs short.
 */
final class SieveKernel implements Kernel<BigInteger> {
    /** The primes that have no flags. */
    private static final List<Integer> WITHOUT_FLAGS = List.of(2, 3, 5);

    private static final int FIRST_WITH_FLAG = 7;

    /** Of the memory, slots together may take half for their sieves. */
    private static final int MEMORY_SHARE = 2;

    /**
     * So many integers at least are found together, so a stride is cut behind them only: what took long to set up is worth a
     * commit, and an audit, of more than one.
     */
    private static final int TOGETHER = 1 << 20;

    private final PrimeSpec spec;
    private SoftReference<FlagSource> kept = new SoftReference<>(null);

    SieveKernel(PrimeSpec spec) {
        this.spec = spec;
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        long from = spec.range().from();
        Progress progress = new Progress(context, low, high);
        Tally tally = spec.quantity().newTally();
        addWithoutFlags(from + low, from + high, tally);
        long n = Math.max(from + low, FIRST_WITH_FLAG);
        FlagSource flags = flags();
        while (n < from + progress.end) {
            progress.at(n - from);
            long last = (from + progress.end - 1) / FlagSource.SPAN;
            long found = flags.find(n / FlagSource.SPAN, last + 1, progress);
            long end = from + progress.end;
            // Flags may be found beyond what the stride has become meanwhile.
            long next = found > (end - 1) / FlagSource.SPAN ? end : found * FlagSource.SPAN;
            tally.add(flags, n, next);
            n = next;
        }
        return tally.total();
    }

    private void addWithoutFlags(long low, long high, Tally tally) {
        for (int prime : WITHOUT_FLAGS) {
            boolean isFirst = spec.constellation().offsets().stream().allMatch(d -> isPrime(prime + d));
            if (low <= prime && prime < high && isFirst) {
                tally.add(prime);
            }
        }
    }

    /** By trial division: offsets are small. */
    private static boolean isPrime(int n) {
        for (int divisor = 2; divisor * divisor <= n; divisor++) {
            if (n % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    private FlagSource flags() {
        FlagSource known = kept.get();
        if (known != null) {
            return known;
        }
        FlagSource flags = newFlags();
        kept = new SoftReference<>(flags);
        return flags;
    }

    private FlagSource newFlags() {
        long last = Math.max(spec.range().to(), FIRST_WITH_FLAG) - 1;
        long end = (last + spec.constellation().reach()) / FlagSource.SPAN + 1;
        Runtime runtime = Runtime.getRuntime();
        long memory = runtime.maxMemory() / MEMORY_SHARE / runtime.availableProcessors();
        FlagSource primes = new PrimeSieve(end, memory);
        return spec.constellation().isSingle()
                ? primes
                : new ConstellationFilter(primes, end, spec.constellation().others());
    }

    /** Polls for the sieve, and keeps the end that the stride has by it. */
    private static final class Progress implements Pulse {
        private final KernelContext context;
        private long index;
        private long end;

        Progress(KernelContext context, long low, long high) {
            this.context = context;
            this.index = low;
            this.end = high;
        }

        /** Says that the integers from {@code first} on are to be found now. */
        void at(long first) {
            index = first + Math.min(TOGETHER, end - first) - 1;
        }

        @Override
        public void beat() {
            end = Math.min(end, context.poll(index));
        }
    }
}
