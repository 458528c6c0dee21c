package io.rangefold.job.expression.source;

/** The numbers {@code x(k) = factor k + offset}, {@code factor != 0}. */
record Progression(long factor, long offset) {

    long at(long k) {
        return factor * k + offset;
    }

    /** Whether p divides every member. */
    boolean isWithin(long p) {
        return factor % p == 0 && offset % p == 0;
    }

    /**
     * How many steps behind {@code start} the first member is that leaves {@code residue} modulo m.
     *
     * @param m 1 to 2^62, without a common divisor with the factor
     * @param residue 0 to {@code m - 1}
     */
    long stepsTo(long residue, long m, long start) {
        long ahead = residue - Math.floorMod(start, m);
        if (factor == 1) {
            return ahead < 0 ? ahead + m : ahead;
        }
        if (factor == -1) {
            return ahead > 0 ? m - ahead : -ahead;
        }
        return multiply(Math.floorMod(ahead, m), inverse(Math.floorMod(factor, m), m), m);
    }

    private static long multiply(long a, long b, long m) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return a * b % m;
        }
        long product = 0;
        for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(b); bit >= 0; bit--) {
            product = 2 * product % m;
            product = (b >>> bit & 1) == 0 ? product : (product + a) % m;
        }
        return product;
    }

    /** The inverse of a modulo m, by Euclid's algorithm. */
    private static long inverse(long a, long m) {
        long r0 = m;
        long r1 = a;
        long t0 = 0;
        long t1 = 1;
        while (r1 > 1) {
            long quotient = r0 / r1;
            long r = r0 - quotient * r1;
            r0 = r1;
            r1 = r;
            long t = t0 - quotient * t1;
            t0 = t1;
            t1 = t;
        }
        return m == 1 ? 0 : Math.floorMod(t1, m);
    }
}
