package io.rangefold.job.factor;

/**
 * Elliptic curve factoring of odd numbers below 2^64, unsigned (H. W. Lenstra, Ann. of Math. 126 (1987) 649), in Montgomery's form
 * {@code B y^2 = x^3 + A x^2 + x} with Suyama's parametrization, whose group orders are divisible by 12 (P. Montgomery, Math.
 * Comp. 48 (1987) 243, section 10.3.1).
 *
 * <p>Design: below 2^61, coordinates are signed residues ({@link Montgomery}), and no sum or product is reduced. Above,
 * all are ({@link UnsignedMontgomery}), which takes about twice as long. Stage 1 is a plain ladder from a point with {@code z = 1}: 10 multiplications a
 * bit, but two chains that a core overlaps. Holds scratch memory; for one thread.
 */
final class WordCurves {
    /** Above the largest {@link CurvePlan#topBaby()}. */
    private static final int MAX_MULTIPLES = 128;

    private final long[] babyX = new long[MAX_MULTIPLES];
    private final long[] babyZ = new long[MAX_MULTIPLES];
    private final long[] babyXz = new long[MAX_MULTIPLES];

    private long n;
    private boolean roomy;
    private long inverse;
    private long one;
    private long squaredRadix;
    private long a24;
    private long startX;

    /** The point that the last operation gave, as {@code x : z}. */
    private long x;

    private long z;

    /** The number to be factored from now on: odd, at least 3, unsigned. */
    void modulus(long modulus) {
        n = modulus;
        roomy = modulus >>> Montgomery.BITS == 0;
        inverse = Montgomery.inverseOf(modulus);
        one = Montgomery.one(modulus);
        squaredRadix =
                roomy ? Montgomery.square(modulus, inverse, one) : UnsignedMontgomery.square(modulus, inverse, one);
    }

    /** A divisor of the modulus, often 1, rarely the modulus itself; {@code 6 <= sigma < 2^24}. */
    long run(CurvePlan plan, int sigma) {
        long divisor = chooseCurve(sigma);
        if (divisor != 1) {
            return divisor;
        }
        climb(plan.ladder());
        long stage1 = z;
        divisor = gcd(stage2(plan));
        return divisor == n ? gcd(stage1) : divisor;
    }

    private long mul(long a, long b) {
        return roomy ? Montgomery.multiply(a, b, n, inverse) : UnsignedMontgomery.multiply(a, b, n, inverse);
    }

    private long square(long a) {
        return mul(a, a);
    }

    private long plus(long a, long b) {
        return roomy ? a + b : UnsignedMontgomery.plus(a, b, n);
    }

    private long minus(long a, long b) {
        return roomy ? a - b : UnsignedMontgomery.minus(a, b, n);
    }

    private long gcd(long residue) {
        return roomy ? Montgomery.gcd(residue, n) : UnsignedMontgomery.gcd(residue, n);
    }

    /** What a number below 2^61 is modulo n. */
    private long enter(long value) {
        return mul(roomy ? value % n : value, squaredRadix);
    }

    /**
     * With {@code u = s^2 - 5, v = 4 s}: start {@code u^3 : v^3} and {@code (A + 2) / 4 = (v - u)^3 (3 u + v) / (16 u^3 v)}, both
     * from one inversion. Gives the divisor met when there is no inverse, else 1.
     */
    private long chooseCurve(int sigma) {
        long u = enter((long) sigma * sigma - 5);
        long v = enter(4L * sigma);
        long u3 = mul(mul(u, u), u);
        long v3 = mul(mul(v, v), v);
        long bottom = mul(mul(u3, v), enter(16));
        long product = mul(mul(bottom, v3), 1);
        long plain = roomy ? Montgomery.canonical(product, n) : product;
        long plainInverse = Montgomery.inverseModulo(plain, n);
        if (plainInverse == 0) {
            return gcd(plain);
        }
        long both = mul(plainInverse < 0 ? plainInverse + n : plainInverse, squaredRadix);
        long w = minus(v, u);
        long top = mul(mul(mul(w, w), w), plus(plus(plus(u, u), u), v));
        a24 = mul(mul(top, v3), both);
        startX = mul(mul(u3, bottom), both);
        return 1;
    }

    /** Stage 1: the multiple of the start that the ladder's bits give. */
    private void climb(boolean[] ladder) {
        long lowX = startX;
        long lowZ = one;
        twice(lowX, lowZ);
        long highX = x;
        long highZ = z;
        for (boolean bit : ladder) {
            long lowSum = plus(lowX, lowZ);
            long lowDifference = minus(lowX, lowZ);
            long highSum = plus(highX, highZ);
            long highDifference = minus(highX, highZ);
            long s = mul(lowDifference, highSum);
            long t = mul(lowSum, highDifference);
            long sumX = square(plus(s, t));
            long sumZ = mul(startX, square(minus(s, t)));
            twiceOf(bit ? highSum : lowSum, bit ? highDifference : lowDifference);
            lowX = bit ? sumX : x;
            lowZ = bit ? sumZ : z;
            highX = bit ? x : sumX;
            highZ = bit ? z : sumZ;
        }
        x = lowX;
        z = lowZ;
    }

    private void twice(long px, long pz) {
        twiceOf(plus(px, pz), minus(px, pz));
    }

    /** Twice the point of which {@code x + z} and {@code x - z} are given. */
    private void twiceOf(long sum, long difference) {
        long a = square(sum);
        long b = square(difference);
        long c = minus(a, b);
        x = mul(a, b);
        z = mul(c, plus(b, mul(a24, c)));
    }

    /** The sum of P and Q, of which {@code P - Q = dx : dz} is known. */
    private void sum(long px, long pz, long qx, long qz, long dx, long dz) {
        long s = mul(minus(px, pz), plus(qx, qz));
        long t = mul(plus(px, pz), minus(qx, qz));
        x = mul(dz, square(plus(s, t)));
        z = mul(dx, square(minus(s, t)));
    }

    /** Stage 2 for the point at hand: a residue that shares the factors found, those of stage 1 included. */
    private long stage2(CurvePlan plan) {
        long product = z;
        fillBabies(plan);
        int top = plan.topBaby();
        int other = plan.wheel() - top;
        sum(babyX[top], babyZ[top], babyX[other], babyZ[other], babyX[top - other], babyZ[top - other]);
        long wheelX = x;
        long wheelZ = z;
        long lastX = wheelX;
        long lastZ = wheelZ;
        twice(wheelX, wheelZ);
        byte[][] pairs = plan.pairs();
        int giant = 1 - plan.firstGiant();
        if (giant == 0) {
            product = meet(pairs[0], plan.babies(), wheelX, wheelZ, product);
        }
        for (giant++; giant < pairs.length; giant++) {
            long giantX = x;
            long giantZ = z;
            if (giant >= 0) {
                product = meet(pairs[giant], plan.babies(), giantX, giantZ, product);
            }
            sum(giantX, giantZ, wheelX, wheelZ, lastX, lastZ);
            lastX = giantX;
            lastZ = giantZ;
        }
        return product;
    }

    /** The multiples 1 to 7, 11, 13, … (those 1 or 5 modulo 6) up to the plan's top of the point at hand. */
    private void fillBabies(CurvePlan plan) {
        keep(1);
        twice(babyX[1], babyZ[1]);
        keep(2);
        keepSum(3, 2, 1);
        twice(babyX[2], babyZ[2]);
        keep(4);
        keepSum(5, 3, 2);
        twice(babyX[3], babyZ[3]);
        keep(6);
        for (int j = 7; j <= plan.topBaby(); j += j % 6 == 1 ? 4 : 2) {
            keepSum(j, Math.max(6, j - 6), Math.min(6, j - 6));
        }
        for (int j : plan.babies()) {
            babyXz[j] = mul(babyX[j], babyZ[j]);
        }
    }

    private void keepSum(int multiple, int larger, int smaller) {
        int difference = larger - smaller;
        sum(babyX[larger], babyZ[larger], babyX[smaller], babyZ[smaller], babyX[difference], babyZ[difference]);
        keep(multiple);
    }

    private void keep(int multiple) {
        babyX[multiple] = x;
        babyZ[multiple] = z;
    }

    /** Multiplies {@code product} by {@code gx bz - bx gz} for each baby step b; two chains, so that a core overlaps them. */
    private long meet(byte[] indices, int[] babies, long gx, long gz, long product) {
        long even = product;
        long odd = one;
        long gxz = mul(gx, gz);
        for (int i = 0; i < indices.length; i++) {
            int j = babies[indices[i]];
            long cross = plus(minus(mul(minus(gx, babyX[j]), plus(gz, babyZ[j])), gxz), babyXz[j]);
            long next = mul(even, cross);
            even = odd;
            odd = next;
        }
        return mul(even, odd);
    }
}
