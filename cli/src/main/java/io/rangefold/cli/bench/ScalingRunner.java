package io.rangefold.cli.bench;

import io.rangefold.cli.bench.ScalingReport.SizeRuns;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lets the plain loop and all sizes compute the same job in turns, and compares every answer. */
final class ScalingRunner {
    private final ScalingPlan plan;
    private final Contestant loop;
    private final List<Contestant> sizes;
    private final Output output;

    /** @param sizes one for each of the plan's */
    ScalingRunner(ScalingPlan plan, Contestant loop, List<Contestant> sizes, Output output) {
        this.plan = plan;
        this.loop = loop;
        this.sizes = List.copyOf(sizes);
        this.output = output;
    }

    /** The runs that count, one a repetition. */
    record Runs(List<Run> loop, List<SizeRuns> sizes) {}

    /** @throws CliException if two answers differ, or somebody fails */
    Runs run() throws IOException {
        List<Run> loopRuns = new ArrayList<>();
        List<List<Run>> sizeRuns = new ArrayList<>();
        plan.sizes().forEach(size -> sizeRuns.add(new ArrayList<>()));
        String answer = "";
        for (int round = 0; round < plan.warmUps() + plan.repetitions(); round++) {
            boolean counts = round >= plan.warmUps();
            StringBuilder line = new StringBuilder(
                    counts
                            ? "repetition " + (round - plan.warmUps() + 1) + " of " + plan.repetitions() + ": "
                            : "warm-up: ");
            String gap = "";
            for (int who : plan.order(round)) {
                Run run = contestant(who).run();
                answer = answer.isEmpty() ? run.answer() : answer;
                check(answer, run, who);
                if (counts) {
                    (who == ScalingPlan.BASE_LINE ? loopRuns : sizeRuns.get(who)).add(run);
                }
                line.append(gap).append(title(who)).append(' ').append(Figures.seconds(run.seconds()));
                gap = ", ";
            }
            output.note(line.toString());
        }
        List<SizeRuns> sizesWithRuns = new ArrayList<>();
        for (int i = 0; i < sizeRuns.size(); i++) {
            sizesWithRuns.add(new SizeRuns(plan.sizes().get(i), sizeRuns.get(i)));
        }
        return new Runs(loopRuns, sizesWithRuns);
    }

    private Contestant contestant(int who) {
        return who == ScalingPlan.BASE_LINE ? loop : sizes.get(who);
    }

    private String title(int who) {
        return who == ScalingPlan.BASE_LINE
                ? "plain loop"
                : plan.sizes().get(who).title();
    }

    private void check(String answer, Run run, int who) {
        if (!answer.equals(run.answer())) {
            throw new CliException(
                    ExitCode.FAILED,
                    "answers-differ",
                    "the answer of " + title(who) + " is not the one that was first: nothing is reported",
                    "",
                    "this is a defect, of the software or of the machine: run the job alone with --verify audit=100");
        }
    }
}
