package io.rangefold.job.prime.combinatorial;

import java.math.BigInteger;

/**
 * The measure pi(x) of the primes up to x, by E. Meissel's formula as J. C. Lagarias, V. S. Miller and A. M. Odlyzko
 * ("Computing pi(x): the Meissel-Lehmer method", Math. Comp. 44 (1985) 537) and M. Deléglise and J. Rivat ("Computing pi(x): the
 * method of Meissel, Lehmer, Lagarias, Miller and Odlyzko", Math. Comp. 65 (1996) 235) evaluate it. For {@code cbrt(x) <= y <=
 * sqrt(x)}, and phi(n, p) the measure of the numbers up to n without a prime factor below p:
 *
 * <pre>  pi(x) = phi(x, y + 1) - f(1) + pi(y) - P2
 *   P2 = sum over primes y &lt; p &lt;= sqrt(x) of f(p) (pi(x / p) - pi(p - 1))
 *   phi(x, y + 1) = sum over ordinary leaves m &lt;= y of mu(m) f(m) phi(x / m, 17)
 *                 - sum over special leaves p m &gt; y, m &lt;= y of mu(m) f(p m) phi(x / (p m), p)</pre>
 *
 * with m squarefree, of prime factors above 13 in ordinary leaves, above {@code p >= 17} in special ones. The special ones are
 * shared out: {@link EasyLeaves} takes those of {@code x / (p m) < p^2} with {@code p^2 > y}, {@link Sweep} takes the others.
 *
 * <p>The formula is written for f(n) = 1; as it only splits sets of numbers by a prime factor, it holds for every completely
 * multiplicative f.
 *
 * <p>Takes some {@code x^(2/3) / log(x)^2} steps, and {@code sqrt(x) / 15 + 3 y} bytes.
 */
final class PrimeFormula {
    private final Problem problem;
    private final SquarefreeNumbers squarefree;
    private final Tally total = new Tally();

    private PrimeFormula(Problem problem) {
        this.problem = problem;
        squarefree = new SquarefreeNumbers(problem.y(), problem.primes(), problem.pace());
    }

    /** The measure of the primes up to x. */
    static BigInteger upTo(Measure measure, long x, StopCheck stop) {
        if (x > measure.greatest()) {
            throw new IllegalArgumentException(
                    "primes are counted and summed up to " + measure.greatest() + " without a sieve, not up to " + x);
        }
        if (x < Bounds.LEAST_X) {
            return x < 2 ? BigInteger.ZERO : BigInteger.valueOf(new PrimeTable(measure, x, new Pace(stop)).upTo(x));
        }
        return upTo(measure, x, Bounds.of(measure, x), stop);
    }

    /** The measure of the primes up to x, with chosen bounds. */
    static BigInteger upTo(Measure measure, long x, Bounds bounds, StopCheck stop) {
        Pace pace = new Pace(stop);
        PrimeTable table = new PrimeTable(measure, Roots.square(x), pace);
        int[] primes = table.listUpTo(bounds.y());
        PrimeFormula formula = new PrimeFormula(new Problem(measure, x, bounds.y(), table, primes, pace));
        return formula.evaluate(bounds.windowWords());
    }

    private BigInteger evaluate(int windowWords) {
        total.add(1, problem.table().upTo(problem.y()) - 1);
        addOrdinaryLeaves();
        new EasyLeaves(problem, total).add();
        new Sweep(problem, squarefree, windowWords, total).run();
        return total.value();
    }

    private void addOrdinaryLeaves() {
        Measure measure = problem.measure();
        RoughNumbers rough = new RoughNumbers(measure);
        for (int i = 0; i < squarefree.size(); i++) {
            long m = squarefree.number(i);
            rough.addUpTo(problem.x() / m, squarefree.sign(i) * measure.of(m), total);
            problem.pace().spend(2);
        }
    }
}
