package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.protocol.Range;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a job ended as it had to: the serial oracle. */
final class Judge {
    private static final Pattern RANGE = Pattern.compile("range \\[(\\d+), (\\d+)\\)");

    private final World world;
    private final boolean someLie;
    private final long hangs;

    Judge(World world) {
        this.world = world;
        this.someLie = world.plan().nodes().stream().anyMatch(NodePlan::lies);
        this.hangs = world.plan().faults().stream()
                .filter(Fault.Hang.class::isInstance)
                .count();
    }

    /** @throws IllegalStateException saying what is wrong */
    void check(JobPlan plan, Outcome outcome) {
        TestJob job = plan.job();
        switch (outcome.state()) {
            case SUCCEEDED -> {
                if (mustFail(plan)) {
                    throw wrong("succeeded in spite of " + job.trouble(), outcome);
                }
                checkAnswer(plan, outcome.answer().orElseThrow(), outcome);
            }
            case FAILED -> checkFault(plan, outcome);
            case CANCELLED -> require(plan.isCancelled(), "was not to be cancelled", outcome);
            case TIMED_OUT -> {
                require(plan.options().timeout().isPresent(), "has no time-out", outcome);
                outcome.answer().ifPresent(answer -> checkPart(answer, outcome));
            }
            default -> throw wrong("has not ended", outcome);
        }
    }

    private static boolean mustFail(JobPlan plan) {
        TestJob job = plan.job();
        boolean needed = job.hit() < 0 || job.trouble().index() <= job.hit();
        return needed
                && switch (job.trouble().kind()) {
                    case NONE -> false;
                    case FAILS -> job.trouble().times() == Integer.MAX_VALUE;
                    case DETERMINISTIC, KILLS -> true;
                };
    }

    private static void checkAnswer(JobPlan plan, TestJob.Answer answer, Outcome outcome) {
        TestJob job = plan.job();
        Bag merged = answer.merged();
        Range needed = job.needed();
        require(merged.containsAll(needed), "lacks some of " + needed + ": " + merged, outcome);
        require(merged.hit() == (job.isHit() ? job.hit() : Long.MAX_VALUE), "found " + merged.hit(), outcome);
        require(merged.sum() == Ranges.size(merged.ranges()), "holds a lie", outcome);
        require(answer.outputFault().isEmpty(), answer.outputFault(), outcome);
        if (plan.options().verify() instanceof VerifyMode.Audit audit && audit.percent() == 100) {
            double audited = outcome.verification().orElseThrow().coverage();
            require(audited > 0.999_999, "was audited in part only", outcome);
        }
        if (!job.isSearch()) {
            require(outcome.items() == job.allItems(), "counts " + outcome.items() + " items", outcome);
        }
    }

    private void checkPart(TestJob.Answer answer, Outcome outcome) {
        Bag merged = answer.merged();
        require(someLie || merged.sum() == Ranges.size(merged.ranges()), "holds a lie", outcome);
    }

    private void checkFault(JobPlan plan, Outcome outcome) {
        JobFault fault = outcome.fault().orElseThrow();
        Trouble trouble = plan.job().trouble();
        int attempts = plan.options().maxAttempts();
        switch (fault.code()) {
            case "deterministic-error" -> {
                require(trouble.kind() == Trouble.Kind.DETERMINISTIC, "has no such error", outcome);
                require(
                        fault.where().equals("index " + trouble.index() + ", counted from 0"),
                        "blames another index",
                        outcome);
            }
            case "range-failed", "audit-failed" -> {
                boolean fails = trouble.kind() == Trouble.Kind.FAILS;
                boolean must = fails && trouble.times() == Integer.MAX_VALUE;
                long errors = hangs + (fails ? Math.min(trouble.times(), attempts) : 0);
                require(errors >= attempts, "did not fail so often", outcome);
                require(
                        !must || hangs > 0 || range(fault, outcome).contains(trouble.index()),
                        "blames another range",
                        outcome);
            }
            case "range-kills-workers" -> {
                boolean guilty = trouble.kind() == Trouble.Kind.KILLS
                        && range(fault, outcome).contains(trouble.index());
                long deaths = world.book().deathsOver(outcome.id(), range(fault, outcome));
                require(deaths >= attempts, "killed " + deaths + " workers only", outcome);
                require(guilty || !world.plan().faults().isEmpty(), "is innocent", outcome);
            }
            case "audit-mismatch" -> require(someLie && !isCalm(), "could have been decided", outcome);
            case "quarantined-worker" ->
                require(someLie && !plan.job().laterStages().isEmpty(), "could have been computed again", outcome);
            default -> throw wrong("fails for an unknown reason", outcome);
        }
    }

    private boolean isCalm() {
        return world.plan().faults().isEmpty() && world.plan().network().equals(NetworkPlan.PERFECT);
    }

    private static Range range(JobFault fault, Outcome outcome) {
        Matcher matcher = RANGE.matcher(fault.where());
        require(matcher.matches(), "names no range", outcome);
        return Range.of(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    private static void require(boolean holds, String otherwise, Outcome outcome) {
        if (!holds) {
            throw wrong(otherwise, outcome);
        }
    }

    private static IllegalStateException wrong(String what, Outcome outcome) {
        return new IllegalStateException("job " + outcome.id() + " " + what + ": " + outcome);
    }
}
