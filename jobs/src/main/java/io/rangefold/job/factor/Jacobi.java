package io.rangefold.job.factor;

/** The Jacobi symbol (H. Cohen, A Course in Computational Algebraic Number Theory, algorithm 1.4.10). */
final class Jacobi {
    private Jacobi() {}

    /** The symbol {@code (a/n)} for odd {@code n > 0}: -1, 0 or 1. */
    static int symbol(long a, long n) {
        long top = Math.floorMod(a, n);
        long bottom = n;
        int sign = 1;
        while (top != 0) {
            int twos = Long.numberOfTrailingZeros(top);
            top >>= twos;
            int mod8 = (int) bottom & 7;
            if ((twos & 1) == 1 && (mod8 == 3 || mod8 == 5)) {
                sign = -sign;
            }
            if ((top & bottom & 3) == 3) {
                sign = -sign;
            }
            long rest = bottom % top;
            bottom = top;
            top = rest;
        }
        return bottom == 1 ? sign : 0;
    }

    /** The symbol {@code (d/n)} for odd d and odd {@code n > 0} of any size, by reciprocity from {@code (n/|d|)}. */
    static int reciprocal(int d, long nModD, int nMod4) {
        int size = Math.abs(d);
        int symbol = symbol(nModD, size);
        boolean swapSign = (size & 3) == 3 && nMod4 == 3;
        boolean minusSign = d < 0 && nMod4 == 3;
        return swapSign != minusSign ? -symbol : symbol;
    }
}
