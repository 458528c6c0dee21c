package io.rangefold.cli.output;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows how far jobs are: on a terminal a bar that is drawn again and again, elsewhere a line now and then. Short work
 * shows nothing.
 */
public final class Progress {
    private static final long FIRST_BAR_NANOS = 1_000_000_000L;
    private static final long BAR_NANOS = 250_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final int BAR_WIDTH = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Output output;
    private final LongSupplier nanoTime;
    private final boolean terminal;
    private long next;
    private boolean drawn;

    /** Counts from now. */
    public Progress(Output output, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.terminal = !output.isQuiet() && output.isTerminal();
        this.next = nanoTime.getAsLong() + (terminal ? FIRST_BAR_NANOS : LINE_NANOS);
    }

    /** Shows these jobs if it is time to. */
    public void show(Collection<JobView> jobs) {
        long now = nanoTime.getAsLong();
        if (output.isQuiet() || jobs.isEmpty() || now - next < 0) {
            return;
        }
        next = now + (terminal ? BAR_NANOS : LINE_NANOS);
        if (terminal) {
            output.err().print(CLEAR_LINE + bar(fraction(jobs)) + " " + figures(jobs));
            output.err().flush();
            drawn = true;
        } else {
            output.err().println(figures(jobs));
        }
    }

    /** Removes the bar, so that something else can be written. */
    public void clear() {
        if (drawn) {
            output.err().print(CLEAR_LINE);
            output.err().flush();
            drawn = false;
        }
    }

    private static String bar(double fraction) {
        int filled = (int) Math.floor(Math.min(fraction, 1) * BAR_WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }

    static String figures(Collection<JobView> jobs) {
        StringBuilder text = new StringBuilder(Figures.percent(fraction(jobs)));
        if (jobs.size() > 1) {
            long ended = jobs.stream().filter(job -> job.state().isTerminal()).count();
            text.append(", ").append(ended).append(" of ").append(jobs.size()).append(" jobs ended");
        }
        long busy = jobs.stream().mapToLong(job -> job.progress().busySlots()).sum();
        double rate = jobs.stream()
                .filter(job -> !job.state().isTerminal())
                .mapToDouble(job -> job.progress().itemsPerSecond())
                .sum();
        if (busy == 0) {
            return text.append(idleReason(jobs)).toString();
        }
        text.append(", ").append(Figures.rate(rate)).append(", ").append(Figures.count(busy, "slot"));
        double left = jobs.stream().mapToDouble(Progress::itemsLeft).sum();
        Optional<JobView.TimeLeft> known = timeLeft(jobs);
        if (known.isPresent()) {
            text.append(", ").append(left(known.get())).append(" left");
        } else if (rate > 0) {
            text.append(", ")
                    .append(Figures.wholeSeconds(Math.ceil(left / rate)))
                    .append(" left");
        }
        return text.toString();
    }

    /** What the coordinator says of the only job that has not ended. */
    private static Optional<JobView.TimeLeft> timeLeft(Collection<JobView> jobs) {
        List<JobView> alive =
                jobs.stream().filter(job -> !job.state().isTerminal()).toList();
        return alive.size() == 1 ? alive.get(0).progress().timeLeft() : Optional.empty();
    }

    /** With its bounds where they matter. */
    private static String left(JobView.TimeLeft time) {
        String about = Figures.wholeSeconds(Math.ceil(time.seconds()));
        return time.high() - time.low() < Math.max(2, time.seconds() / 10)
                ? about
                : about + " (" + Figures.wholeSeconds(Math.ceil(time.low())) + " to "
                        + Figures.wholeSeconds(Math.ceil(time.high())) + ")";
    }

    private static String idleReason(Collection<JobView> jobs) {
        boolean paused = jobs.stream().anyMatch(job -> job.state() == JobState.PAUSED);
        boolean queued = jobs.stream().anyMatch(job -> job.state() == JobState.QUEUED);
        return paused ? ", paused" : queued ? ", waits for slots" : ", being checked";
    }

    private static double fraction(Collection<JobView> jobs) {
        return jobs.stream()
                .mapToDouble(
                        job -> job.state().isTerminal() ? 1 : job.progress().fraction())
                .average()
                .orElse(0);
    }

    private static double itemsLeft(JobView job) {
        return job.state().isTerminal()
                ? 0
                : (double) (job.progress().total() - job.progress().committed());
    }
}
