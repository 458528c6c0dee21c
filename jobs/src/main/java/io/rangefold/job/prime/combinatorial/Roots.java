package io.rangefold.job.prime.combinatorial;

/** Roots of integers, rounded down. */
final class Roots {
    private Roots() {}

    /** The square root of n, for n in {@code [0, 2^62]}. */
    static long square(long n) {
        long root = (long) Math.sqrt((double) n);
        while (root * root > n) {
            root--;
        }
        while ((root + 1) * (root + 1) <= n) {
            root++;
        }
        return root;
    }

    /** The cube root of n, for n in {@code [0, 2^62]}. */
    static long cube(long n) {
        long root = (long) Math.cbrt((double) n);
        while (root * root * root > n) {
            root--;
        }
        while ((root + 1) * (root + 1) * (root + 1) <= n) {
            root++;
        }
        return root;
    }
}
