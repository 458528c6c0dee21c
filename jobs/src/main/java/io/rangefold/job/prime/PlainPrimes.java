package io.rangefold.job.prime;

/** Primality in the plainest ways; shares nothing with the sieve. */
sealed interface PlainPrimes permits PlainWindow, PlainTest {

    /** Says that p, above all that were told before, and nothing below will be asked for. */
    void moveTo(long p);

    /** Whether n, at most the {@code reach} beyond p, is prime. */
    boolean isPrime(long n);

    /**
     * The way that is cheaper.
     *
     * @param highest the greatest p
     * @param reach how far beyond p will be asked
     */
    static PlainPrimes of(long highest, int reach) {
        return highest + reach <= PlainWindow.HIGHEST ? new PlainWindow(reach) : new PlainTest();
    }
}
