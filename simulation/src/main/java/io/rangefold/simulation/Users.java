package io.rangefold.simulation;

import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who submit jobs, pause them, cancel them, and look at what came of them. */
final class Users {
    private final World world;
    private final Judge judge;
    private final Map<JobPlan, JobId> running = new HashMap<>();
    private final Map<JobPlan, JobView> ended = new HashMap<>();
    private final List<JobId> justEnded = new ArrayList<>();
    private int submissions;

    Users(World world) {
        this.world = world;
        this.judge = new Judge(world);
        for (JobPlan plan : world.plan().jobs()) {
            world.timeline().at(plan.submitNanos(), () -> submit(plan));
            for (JobPlan.Intervention intervention : plan.interventions()) {
                world.timeline().at(intervention.nanos(), () -> intervene(plan, intervention.action()));
            }
        }
    }

    private void submit(JobPlan plan) {
        JobId id = new JobId(plan.job().name() + "-" + ++submissions);
        running.put(plan, id);
        world.book().add(id, plan.job());
        world.trace().add("user", "submits", plan);
        world.coordinator().run(s -> {
            if (id.equals(running.get(plan))) {
                s.submit(
                        id, "test", plan.job(), plan.options(), world.timeline().now());
            }
        });
    }

    private void intervene(JobPlan plan, JobPlan.Action action) {
        if (running.containsKey(plan)) {
            world.trace().add("user", action.toString(), plan.job().name());
            world.coordinator().run(s -> intervene(s, running.get(plan), action));
        }
    }

    private void intervene(Scheduler scheduler, JobId id, JobPlan.Action action) {
        long now = world.timeline().now();
        switch (action) {
            case PAUSE -> scheduler.pause(id, now);
            case RESUME -> scheduler.resume(id, now);
            case CANCEL -> scheduler.cancel(id, now);
        }
    }

    /** The coordinator says that a job has ended. */
    void ended(JobId id) {
        justEnded.add(id);
    }

    /** Looks at the jobs that have just ended. */
    void judgeEnded() {
        for (JobId id : List.copyOf(justEnded)) {
            JobPlan plan = running.entrySet().stream()
                    .filter(entry -> id.equals(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            JobView view = world.coordinator().views().job(id).orElseThrow();
            judge.check(plan, view, world.coordinator().views().result(id));
            ended.put(plan, view);
        }
        justEnded.clear();
    }

    /** The coordinator has forgotten everything: what had not ended is submitted again. */
    void submitAgain() {
        for (JobPlan plan : world.plan().jobs()) {
            if (running.containsKey(plan) && !ended.containsKey(plan)) {
                submit(plan);
                if (plan.isCancelled()) {
                    world.timeline().after(5_000_000_000L, () -> intervene(plan, JobPlan.Action.CANCEL));
                }
            }
        }
    }

    /** What the coordinator says of the jobs that have not ended. */
    List<Explanation> explanations() {
        return running.entrySet().stream()
                .filter(entry -> !ended.containsKey(entry.getKey()))
                .flatMap(entry -> world.coordinator().views().explain(entry.getValue()).stream())
                .toList();
    }

    boolean haveAllEnded() {
        return ended.size() == world.plan().jobs().size();
    }

    /** What came of each job. */
    Map<JobPlan, JobView> outcomes() {
        return ended;
    }
}
