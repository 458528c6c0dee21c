package io.rangefold.job.prime;

import java.util.Arrays;

/** The sieve of Eratosthenes as it is in books, over a window of integers, a flag each. */
final class PlainWindow implements PlainPrimes {
    /** Up to this. Its square root many flags are needed beside the window. */
    static final long HIGHEST = 10_000_000_000_000L;

    private static final int LENGTH = 1 << 18;

    private final boolean[] composite;
    private boolean[] compositeDivisors = new boolean[2];
    private long start;
    private long end;

    PlainWindow(int reach) {
        composite = new boolean[LENGTH + reach];
    }

    @Override
    public void moveTo(long p) {
        if (p < end && p >= start) {
            return;
        }
        start = p;
        end = p + LENGTH;
        Arrays.fill(composite, false);
        int root = (int) Math.sqrt((double) Math.max(1, start + composite.length)) + 1;
        growDivisors(root);
        for (int divisor = 2; divisor <= root; divisor++) {
            if (!compositeDivisors[divisor]) {
                cross(divisor);
            }
        }
    }

    private void cross(long divisor) {
        long least = Math.max(divisor * divisor, start + Math.floorMod(-start, divisor));
        for (long multiple = least; multiple < start + composite.length; multiple += divisor) {
            composite[(int) (multiple - start)] = true;
        }
    }

    private void growDivisors(int root) {
        if (root < compositeDivisors.length) {
            return;
        }
        compositeDivisors = new boolean[root + root / 8 + 1];
        int length = compositeDivisors.length;
        for (int divisor = 2; (long) divisor * divisor < length; divisor++) {
            for (int k = divisor * divisor; k < length && !compositeDivisors[divisor]; k += divisor) {
                compositeDivisors[k] = true;
            }
        }
    }

    @Override
    public boolean isPrime(long n) {
        return n >= 2 && !composite[(int) (n - start)];
    }
}
