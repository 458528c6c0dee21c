package io.rangefold.simulation;

import io.rangefold.coordinator.service.Explanation;
import io.rangefold.protocol.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who submit jobs, pause them, cancel them, and look at what came of them. */
final class Users {
    private final World world;
    private final List<Customer> all;

    Users(World world) {
        this.world = world;
        Judge judge = new Judge(world);
        this.all = world.plan().jobs().stream()
                .map(plan -> new Customer(world, plan, judge))
                .toList();
    }

    /** A coordinator says something new of a job. */
    void told(JobId id, SimTerm by) {
        all.stream().filter(customer -> customer.isOf(id)).forEach(customer -> customer.told(by));
    }

    /** A coordinator goes on with what is stored. */
    void ledBy(SimTerm next) {
        all.forEach(customer -> customer.ledBy(next));
    }

    /** The coordinator has forgotten everything: what had not ended is submitted again. */
    void submitAgain() {
        all.forEach(Customer::submitAgain);
    }

    /** What the coordinator says of the jobs that have not ended. */
    List<Explanation> explanations() {
        return all.stream()
                .filter(customer -> customer.outcome().isEmpty())
                .flatMap(customer -> customer.id().stream())
                .flatMap(
                        id -> world.coordinators().leader().stream().flatMap(term -> term.views().explain(id).stream()))
                .toList();
    }

    boolean haveAllEnded() {
        return all.stream().allMatch(customer -> customer.outcome().isPresent());
    }

    /** What came of each job. */
    Map<JobPlan, Outcome> outcomes() {
        Map<JobPlan, Outcome> outcomes = new HashMap<>();
        all.forEach(customer -> customer.outcome().ifPresent(outcome -> outcomes.put(customer.plan(), outcome)));
        return outcomes;
    }
}
