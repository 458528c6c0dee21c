package io.rangefold.benchmark.primes;

import io.rangefold.benchmark.program.Shell;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** The programs primesieve and primecount. */
final class Counter {
    static final String SIEVE = "primesieve";
    static final String FORMULA = "primecount";

    private static final String SECONDS = "Seconds: ";

    private Counter() {}

    /** What one of them says: how many primes, and the time it took without start and end. */
    record Run(BigInteger count, double seconds) {
        private static Run of(Shell.Run run) {
            String count = run.lines().stream()
                    .filter(line -> line.matches("\\d+"))
                    .findFirst()
                    .orElseThrow();
            String seconds = run.lines().stream()
                    .filter(line -> line.startsWith(SECONDS))
                    .findFirst()
                    .orElseThrow();
            return new Run(new BigInteger(count), Double.parseDouble(seconds.substring(SECONDS.length())));
        }
    }

    /** Sieves {@code [from, to)}. */
    static Run sieve(Shell shell, long from, long to, int threads) throws IOException, InterruptedException {
        List<String> range = List.of(String.valueOf(from), String.valueOf(to - 1));
        return Run.of(shell.run(
                List.of(SIEVE, range.get(0), range.get(1), "--count", "--quiet", "--time", "--threads=" + threads)));
    }

    /** Counts the primes below {@code to} by a formula, on one thread. */
    static Run formula(Shell shell, long to) throws IOException, InterruptedException {
        return Run.of(shell.run(List.of(FORMULA, String.valueOf(to - 1), "--time", "--threads=1")));
    }

    /** The first line of what a program says of its version. */
    static String version(Shell shell, String program) throws IOException, InterruptedException {
        return shell.run(List.of(program, "--version")).lines().get(0).replaceAll(",.*", "");
    }
}
