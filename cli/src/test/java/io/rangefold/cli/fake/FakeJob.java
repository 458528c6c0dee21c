package io.rangefold.cli.fake;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Conclusion;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.KernelContext;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One job of {@link FakeJobs}, computed index by index. */
final class FakeJob {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final JobId id;
    private final JobRequest request;
    private final List<JobEvent> history = new ArrayList<>();
    private final Job job;
    private final Instant submitted = Instant.now();
    private final List<Consumer<JobView>> listeners = new ArrayList<>();
    private JobState state = JobState.QUEUED;
    private long committed;
    private Optional<Conclusion> conclusion = Optional.empty();
    private Optional<JobFault> fault = Optional.empty();
    private Optional<Instant> finished = Optional.empty();
    private int priority;

    FakeJob(JobId id, JobRequest request, Job job) {
        this.id = id;
        this.request = request;
        this.job = job;
        this.priority = request.options().priority();
        note(JobEvent.Type.SUBMITTED, Optional.empty(), "kind " + request.kind());
    }

    private void note(JobEvent.Type type, Optional<Range> range, String detail) {
        history.add(new JobEvent(
                NUMBERS.incrementAndGet(),
                Instant.now(),
                type,
                Optional.of(id),
                range.map(any -> new WorkerId("w1")),
                range,
                detail));
    }

    /** Whether the same was submitted. */
    boolean isOf(JobRequest other) {
        return request.kind().equals(other.kind())
                && request.arguments().options().equals(other.arguments().options());
    }

    Optional<String> key() {
        return request.idempotencyKey();
    }

    synchronized boolean isWatched() {
        return !listeners.isEmpty();
    }

    synchronized List<JobEvent> history() {
        return List.copyOf(history);
    }

    void start() {
        Thread thread = new Thread(() -> compute(job.stage(0, new byte[0])), "fake-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private <P> void compute(Stage<P> stage) {
        change(JobState.RUNNING);
        P merged = stage.partials().identity();
        try {
            for (long i = 0; i < stage.items() && awaitTurn(); i++) {
                P partial = stage.newKernel().compute(i, i + 1, KernelContext.detached(i + 1));
                merged = stage.partials().merge(merged, partial);
                commit(i + 1);
            }
            if (!isTerminal()) {
                conclude(job.conclude(stage.partials().encode(merged), Segments.none(), proofWanted()));
            }
        } catch (DeterministicException e) {
            fail(new JobFault("fails-at", e.getMessage(), "index " + e.index(), "leave it out"));
        }
    }

    /** Waits while paused; false once the job has ended. */
    private synchronized boolean awaitTurn() {
        try {
            while (state == JobState.PAUSED) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional<Duration> timeout = request.options().timeout();
        if (timeout.isPresent() && Instant.now().isAfter(submitted.plus(timeout.get()))) {
            change(JobState.TIMED_OUT);
        }
        return !state.isTerminal();
    }

    private boolean proofWanted() {
        return !(request.options().verify() instanceof VerifyMode.None);
    }

    private synchronized void commit(long end) {
        committed = end;
        tell();
    }

    private synchronized void conclude(Conclusion concluded) {
        if (!state.isTerminal()) {
            conclusion = Optional.of(concluded);
            boolean failed = concluded
                    .proof()
                    .filter(proof -> proof.verdict() == Verdict.FAILED)
                    .isPresent();
            if (failed) {
                fail(new JobFault("verification-failed", "the proof contradicts the result", "", "report it"));
            } else {
                change(JobState.SUCCEEDED);
            }
        }
    }

    private synchronized void fail(JobFault why) {
        fault = Optional.of(why);
        change(JobState.FAILED);
    }

    private synchronized void change(JobState next) {
        if (!state.isTerminal() && !(state == JobState.PAUSED && next == JobState.RUNNING)) {
            state = next;
            if (next == JobState.RUNNING) {
                note(JobEvent.Type.STARTED, Optional.of(new Range(0, 3)), "");
            }
            if (next.isTerminal()) {
                note(JobEvent.Type.FINISHED, Optional.empty(), next.name());
                finished = Optional.of(Instant.now());
            }
            tell();
            notifyAll();
        }
    }

    synchronized void cancel() {
        change(JobState.CANCELLED);
    }

    synchronized void pause() {
        change(JobState.PAUSED);
    }

    synchronized void resume() {
        if (state == JobState.PAUSED) {
            state = JobState.RUNNING;
            tell();
            notifyAll();
        }
    }

    synchronized void prioritize(int given) {
        if (!state.isTerminal()) {
            priority = given;
            tell();
        }
    }

    private synchronized boolean isTerminal() {
        return state.isTerminal();
    }

    synchronized Optional<JobResult> result() {
        return state == JobState.SUCCEEDED ? conclusion.map(Conclusion::result) : Optional.empty();
    }

    synchronized JobService.Subscription watch(Consumer<JobView> listener) {
        listener.accept(view());
        listeners.add(listener);
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }

    private void tell() {
        JobView view = view();
        List.copyOf(listeners).forEach(listener -> listener.accept(view));
    }

    synchronized JobView view() {
        long items = job.stage(0, new byte[0]).items();
        double seconds =
                Duration.between(submitted, finished.orElseGet(Instant::now)).toNanos() / 1e9;
        Verification verification = conclusion
                .flatMap(Conclusion::proof)
                .orElse(new Verification(
                        state == JobState.SUCCEEDED ? Verdict.SKIPPED : Verdict.PENDING, "none", 0, ""));
        return new JobView(
                id,
                request.options().name(),
                request.kind(),
                state,
                priority,
                job.arguments(),
                submitted,
                Optional.of(submitted),
                finished,
                new JobView.Progress(committed, items, state == JobState.RUNNING ? 1 : 0, committed / seconds),
                new JobView.Execution(
                        committed, 1, committed, 0, 0, 1, 1, "steps", seconds, seconds, committed / seconds),
                verification,
                conclusion.map(Conclusion::complete).orElse(true),
                fault,
                request.idempotencyKey(),
                new JobView.Cpu(seconds, 0, 0, 0));
    }
}
