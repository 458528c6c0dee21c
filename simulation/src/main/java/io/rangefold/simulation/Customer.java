package io.rangefold.simulation;

import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.protocol.JobId;
import io.rangefold.simulation.JobPlan.Action;
import io.rangefold.simulation.JobPlan.Intervention;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** The user of one job. Asks again, whoever leads then, until answered; believes every answer, and holds coordinators to it. */
final class Customer {
    private static final long ASK_AGAIN_NANOS = 5_000_000_000L;
    private static final long LOOK_AGAIN_NANOS = 200_000_000;
    private static final long CANCEL_AGAIN_NANOS = 5_000_000_000L;

    private final World world;
    private final JobPlan plan;
    private final Judge judge;
    private final Queue<Intervention> planned;
    private Optional<JobId> id = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private boolean accepted;
    private boolean paused;
    private int submissions;
    private long request;

    Customer(World world, JobPlan plan, Judge judge) {
        this.world = world;
        this.plan = plan;
        this.judge = judge;
        this.planned = new ArrayDeque<>(plan.interventions());
        world.timeline().at(plan.submitNanos(), this::submit);
    }

    JobPlan plan() {
        return plan;
    }

    boolean isOf(JobId job) {
        return id.filter(job::equals).isPresent();
    }

    Optional<JobId> id() {
        return id;
    }

    /** How the job ended, as the user was told. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    // ---- what it wants ----

    private void submit() {
        JobId fresh = new JobId(plan.job().name() + "-" + ++submissions);
        id = Optional.of(fresh);
        accepted = false;
        world.book().add(fresh, plan.job());
        world.trace().add("user", "submits", plan);
        ask(term -> {
            if (term.views().job(fresh).isEmpty() && term.disk().find(fresh).isEmpty()) {
                term.scheduler().submit(fresh, "test", plan.job(), plan.options(), now());
            }
            return () -> accepted(term, fresh);
        });
    }

    private void accepted(SimTerm by, JobId job) {
        accepted = true;
        if (by.disk().find(job).isEmpty()) {
            throw new IllegalStateException("accepted but not stored: " + job);
        }
        intervene();
    }

    private void intervene() {
        Intervention next = planned.poll();
        if (next != null) {
            long before = request;
            world.timeline().at(next.nanos(), () -> {
                if (before == request) {
                    world.trace()
                            .add("user", next.action().toString(), plan.job().name());
                    paused &= next.action() == Action.PAUSE;
                    ask(term -> {
                        act(term.scheduler(), id.orElseThrow(), next.action());
                        return () -> done(term, next.action());
                    });
                }
            });
        }
    }

    private void act(Scheduler scheduler, JobId job, Action action) {
        switch (action) {
            case PAUSE -> scheduler.pause(job, now());
            case RESUME -> scheduler.resume(job, now());
            case CANCEL -> scheduler.cancel(job, now());
        }
    }

    private void done(SimTerm by, Action action) {
        Optional<JobState> state = by.views().job(id.orElseThrow()).map(JobView::state);
        if (action == Action.CANCEL && state.filter(s -> !s.isTerminal()).isPresent()) {
            throw new IllegalStateException("cancelled, but " + state);
        }
        paused = action == Action.PAUSE
                && state.filter(s -> s == JobState.PAUSED).isPresent();
        intervene();
    }

    /** Does something, and gives what follows from it once it is durable. */
    @FunctionalInterface
    private interface Request {
        Runnable in(SimTerm term);
    }

    private void ask(Request what) {
        attempt(++request, what);
    }

    private void attempt(long number, Request what) {
        if (number != request || outcome.isPresent()) {
            return;
        }
        Optional<SimCoordinator> asked = world.coordinators().anyLeading();
        asked.ifPresent(machine -> machine.run(onlyIfWanted(number, what)));
        world.timeline().after(asked.isPresent() ? ASK_AGAIN_NANOS : LOOK_AGAIN_NANOS, () -> attempt(number, what));
    }

    private Consumer<SimTerm> onlyIfWanted(long number, Request what) {
        return term -> {
            if (number == request && outcome.isEmpty()) {
                Runnable then = what.in(term);
                term.whenDurable(() -> {
                    if (number == request && outcome.isEmpty()) {
                        request++;
                        then.run();
                    }
                });
            }
        };
    }

    private long now() {
        return world.timeline().now();
    }

    // ---- what it is told ----

    /** A coordinator says something new of the job. */
    void told(SimTerm by) {
        JobId job = id.orElseThrow();
        Optional<JobView> view = by.views().job(job).filter(v -> v.state().isTerminal());
        if (view.isPresent()) {
            Outcome told = Outcome.of(view.get(), by.views().result(job).map(TestJob.Answer.class::cast));
            if (world.plan().store().survives()) {
                Optional<Outcome> stored = stored(by);
                if (!stored.equals(Optional.of(told))) {
                    throw new IllegalStateException("told " + told + ", but stored is " + stored);
                }
            }
            ended(told);
        }
    }

    /** How the job ended, by what is stored. */
    private Optional<Outcome> stored(SimTerm by) {
        return by.disk()
                .find(id.orElseThrow())
                .filter(record -> record.status().state().isTerminal())
                .map(record -> Outcome.of(record, plan.job(), by.disk()));
    }

    private void ended(Outcome how) {
        if (outcome.isPresent() && !outcome.get().equals(how)) {
            throw new IllegalStateException("told " + outcome.get() + ", and then " + how);
        }
        if (outcome.isEmpty()) {
            judge.check(plan, how);
            outcome = Optional.of(how);
        }
    }

    /** A coordinator goes on with what is stored: nothing that the user was told may be untrue now. */
    void ledBy(SimTerm next) {
        if (id.isEmpty()) {
            return;
        }
        JobId job = id.get();
        Optional<JobRecord> record = next.disk().find(job);
        if (accepted && record.isEmpty()) {
            throw new IllegalStateException("lost though it was accepted: " + job);
        }
        stored(next).ifPresent(this::ended);
        if (record.isPresent() && outcome.isEmpty()) {
            JobView view =
                    next.views().job(job).orElseThrow(() -> new IllegalStateException("not gone on with: " + job));
            boolean holds = view.state() == JobState.PAUSED || view.state().isTerminal();
            if (paused && !holds) {
                throw new IllegalStateException("was paused, and is " + view.state() + ": " + job);
            }
        } else if (outcome.isPresent() && stored(next).isEmpty()) {
            throw new IllegalStateException("ended as " + outcome + ", and is " + record);
        }
    }

    /** The coordinator has forgotten everything: what had not ended is submitted again. */
    void submitAgain() {
        if (id.isEmpty() || outcome.isPresent()) {
            return;
        }
        boolean cancels = plan.isCancelled()
                && planned.stream().noneMatch(intervention -> intervention.action() == Action.CANCEL);
        if (cancels) {
            planned.add(new Intervention(Action.CANCEL, now() + CANCEL_AGAIN_NANOS));
        }
        submit();
    }
}
