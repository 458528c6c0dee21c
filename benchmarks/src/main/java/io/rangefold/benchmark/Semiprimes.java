package io.rangefold.benchmark;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Balanced semiprimes, the hardest numbers of their length; the same ones in every run. */
public final class Semiprimes {
    private static final long SEED = 20_261_120;
    private static final int POOL = 4096;

    private Semiprimes() {}

    /**
     * A number with its two prime factors.
     *
     * @param p the smaller prime, or the same
     * @param q the larger
     */
    public record Semiprime(BigInteger p, BigInteger q) {
        public BigInteger product() {
            return p.multiply(q);
        }
    }

    /** {@code count} products of {@code digits} decimal digits whose primes lie between the roots of 10^(digits-1) and 10^digits. */
    public static List<Semiprime> balanced(int digits, int count) {
        SplittableRandom random = new SplittableRandom(SEED + digits);
        List<BigInteger> primes = pool(digits, random);
        List<Semiprime> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BigInteger a = primes.get(random.nextInt(POOL));
            BigInteger b = primes.get(random.nextInt(POOL));
            all.add(new Semiprime(a.min(b), a.max(b)));
        }
        return all;
    }

    private static List<BigInteger> pool(int digits, SplittableRandom random) {
        long low = BigInteger.TEN.pow(digits - 1).sqrt().longValueExact() + 1;
        BigInteger end = BigInteger.TEN.pow(digits).sqrt();
        List<BigInteger> primes = new ArrayList<>(POOL);
        while (primes.size() < POOL) {
            BigInteger prime = BigInteger.valueOf(random.nextLong(low, end.longValueExact()))
                    .nextProbablePrime();
            if (prime.compareTo(end) < 0) {
                primes.add(prime);
            }
        }
        return primes;
    }

    /** The products, one a line. */
    public static String lines(int digits, int count) {
        return balanced(digits, count).stream()
                .map(n -> n.product().toString())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
