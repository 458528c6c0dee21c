package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.protocol.Range;
import java.nio.ByteBuffer;
import java.util.Optional;
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
    void check(JobPlan plan, JobView view, Optional<JobResult> result) {
        TestJob job = plan.job();
        switch (view.state()) {
            case SUCCEEDED -> {
                if (mustFail(plan)) {
                    throw wrong("succeeded in spite of " + job.trouble(), view);
                }
                checkAnswer(job, (TestJob.Answer) result.orElseThrow(), view);
            }
            case FAILED -> checkFault(plan, view);
            case CANCELLED -> require(plan.isCancelled(), "was not to be cancelled", view);
            case TIMED_OUT -> require(plan.options().timeout().isPresent(), "has no time-out", view);
            default -> throw wrong("has not ended", view);
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

    private void checkAnswer(TestJob job, TestJob.Answer answer, JobView view) {
        Bag merged = answer.merged();
        long items = job.itemsOf(job.lastStage());
        boolean found = job.hit() >= 0 && job.lastStage() == 0;
        Range needed = Range.upTo(found ? job.hit() + 1 : items);
        require(merged.containsAll(needed), "lacks some of " + needed + ": " + merged, view);
        require(merged.hit() == (found ? job.hit() : Long.MAX_VALUE), "found " + merged.hit(), view);
        long merges = merged.ranges().stream().mapToLong(Range::size).sum();
        require(merged.sum() == merges, "holds a lie", view);
        if (job.outputEvery() > 0) {
            checkOutput(job, answer.segments(), needed, view);
        }
    }

    private static void checkOutput(TestJob job, Segments segments, Range needed, JobView view) {
        long next = 0;
        for (Segments.Segment segment : segments.inOrder()) {
            ByteBuffer bytes = ByteBuffer.wrap(segment.content());
            while (bytes.hasRemaining()) {
                long index = bytes.getLong();
                require(index >= needed.high() || index == next, "wrote " + index + " instead of " + next, view);
                require(segment.range().contains(index), "wrote " + index + " into " + segment.range(), view);
                next = index + job.outputEvery();
            }
        }
        require(next >= needed.high(), "wrote nothing from " + next + " on", view);
    }

    private void checkFault(JobPlan plan, JobView view) {
        JobFault fault = view.fault().orElseThrow();
        Trouble trouble = plan.job().trouble();
        int attempts = plan.options().maxAttempts();
        switch (fault.code()) {
            case "deterministic-error" -> {
                require(trouble.kind() == Trouble.Kind.DETERMINISTIC, "has no such error", view);
                require(
                        fault.where().equals("index " + trouble.index() + ", counted from 0"),
                        "blames another index",
                        view);
            }
            case "range-failed", "audit-failed" -> {
                boolean fails = trouble.kind() == Trouble.Kind.FAILS;
                boolean must = fails && trouble.times() == Integer.MAX_VALUE;
                long errors = hangs + (fails ? Math.min(trouble.times(), attempts) : 0);
                require(errors >= attempts, "did not fail so often", view);
                require(
                        !must || hangs > 0 || range(fault, view).contains(trouble.index()),
                        "blames another range",
                        view);
            }
            case "range-kills-workers" -> {
                boolean guilty = trouble.kind() == Trouble.Kind.KILLS
                        && range(fault, view).contains(trouble.index());
                long deaths = world.book().deathsOver(view.id(), range(fault, view));
                require(deaths >= attempts, "killed " + deaths + " workers only", view);
                require(guilty || !world.plan().faults().isEmpty(), "is innocent", view);
            }
            case "audit-mismatch" -> require(someLie, "was computed by honest workers", view);
            default -> throw wrong("fails for an unknown reason", view);
        }
    }

    private static Range range(JobFault fault, JobView view) {
        Matcher matcher = RANGE.matcher(fault.where());
        require(matcher.matches(), "names no range", view);
        return Range.of(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    private static void require(boolean holds, String otherwise, JobView view) {
        if (!holds) {
            throw wrong(otherwise, view);
        }
    }

    private static IllegalStateException wrong(String what, JobView view) {
        return new IllegalStateException("job " + view.id() + " " + what + ": " + view.state() + " "
                + view.fault().map(JobFault::toString).orElse("") + ", " + view.execution());
    }
}
