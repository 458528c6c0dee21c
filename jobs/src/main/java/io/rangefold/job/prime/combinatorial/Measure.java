package io.rangefold.job.prime.combinatorial;

/**
 * What is added up for each number: a completely multiplicative f with {@code f(1) = 1}. Everything in this package that is
 * called a measure of a set is the sum of f over its members.
 */
sealed interface Measure permits Counting, Summing {
    /** The greatest x up to which the primes can be measured. */
    long greatest();

    /** The greatest n for which the measure of all numbers up to n is below 2^63; no sieve may go further. */
    long mostSwept();

    /** f(n). */
    long of(long n);

    /** The measure of the numbers that the set bits of a {@link Wheel} word stand for, if its offset 0 is at {@code first}. */
    long ofWord(long word, long first);

    /**
     * Adds a multiple of the measure of the numbers of a periodic set up to some n.
     *
     * @param factor how often it is added
     * @param periods how many whole periods there are up to n
     * @param count how many members are in the part of a period that is left
     * @param sum the sum of those, counted from the beginning of that period
     */
    void addRough(Tally tally, long factor, long periods, int count, int sum);

    /** A {@link Segment} that keeps this measure; {@code windowWords} is a multiple of 16. */
    Segment segment(int[] primes, int struckWhole, int windowWords);
}
