package io.rangefold.benchmark.kernels;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Report;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** The program {@code benchmarks/peers/loops.c}, as gcc compiles it. */
final class Loops {
    static final String COMPILER = "gcc";
    static final List<String> OPTIONS = List.of("-O3", "-march=native");

    private static final int BITS_PER_DIGIT = 4;

    private final Shell shell;
    private final String program;

    private Loops(Shell shell, String program) {
        this.shell = shell;
        this.program = program;
    }

    static Loops compile(Shell shell) throws IOException, InterruptedException {
        String source = Report.root().resolve("benchmarks/peers/loops.c").toString();
        String program = shell.place("loops").toString();
        shell.run(List.of(COMPILER, OPTIONS.get(0), OPTIONS.get(1), "-o", program, source));
        return new Loops(shell, program);
    }

    /**
     * What a loop said.
     *
     * @param answer in hexadecimal, with as many digits as the loop is wide
     * @param rate items a second
     */
    record Run(String loop, String answer, double rate) {
        /** Throws unless the exact answer is the same, as far as the loop is wide. */
        void check(BigInteger exact) {
            BigInteger modulus = BigInteger.ONE.shiftLeft(BITS_PER_DIGIT * answer.length());
            WrongAnswerException.check("the loop " + loop, exact.mod(modulus), new BigInteger(answer, 16));
        }
    }

    /** Runs a loop over {@code items} integers from {@code from} on, so many times. */
    Run run(String loop, long from, long items, int times) throws IOException, InterruptedException {
        List<String> words =
                List.of(program, loop, String.valueOf(from), String.valueOf(from + items), String.valueOf(times));
        String[] answer = shell.run(words).lines().get(0).split(" ");
        return new Run(loop, answer[0], (double) items * times / Double.parseDouble(answer[1]));
    }
}
