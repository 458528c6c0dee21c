package io.rangefold.simulation;

import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import java.util.Optional;

/**
 * The way of a term's groups to the disk. A write that fails, or whose fate is not learnt, is tried again; what was sent may
 * be written though its sender has ended.
 */
final class StoreWriter {
    private static final long RETRY_NANOS = 300_000_000;

    private final World world;
    private final SimCoordinator machine;
    private final SimTerm term;

    StoreWriter(World world, SimCoordinator machine, SimTerm term) {
        this.world = world;
        this.machine = machine;
        this.term = term;
    }

    /** Sends a group off. */
    void write(SaveGroup group) {
        long longest = world.plan().store().writeNanos();
        long takes = longest == 0 ? 0 : world.random().nextLong(longest);
        world.timeline().after(takes, () -> arrive(group));
        if (term.disk().isHasty()) {
            world.timeline().after(0, () -> machine.runIn(term, () -> term.durable(group.number())));
        }
    }

    private void arrive(SaveGroup group) {
        boolean lost = machine.leads(term) ? !machine.reachesDisk() : chance(0.5);
        Optional<Fault.KillAtWrite> kill = lost ? Optional.empty() : machine.takeKill(term);
        StorePlan plan = world.plan().store();
        boolean troubled = world.timeline().now() < plan.troubleNanos();
        boolean fails = troubled && chance(plan.failed());
        boolean unknown = troubled && !fails && chance(plan.unknown());
        boolean lands = !lost && kill.map(Fault.KillAtWrite::durable).orElse(!fails && (!unknown || chance(0.5)));
        try {
            if (lands) {
                world.trace().add(machine.toString(), "writes", group);
                term.disk()
                        .write(
                                term.term(),
                                group,
                                term::content,
                                world.timeline().now());
            }
        } catch (LeadershipLostException e) {
            machine.runIn(term, machine::abdicate);
            return;
        }
        if (kill.isPresent()) {
            machine.kill(kill.get().forNanos());
        } else if (lost || fails || unknown) {
            world.trace().add(machine.toString(), "does not learn whether it wrote", group.number());
            world.timeline().after(RETRY_NANOS, () -> machine.runIn(term, () -> write(group)));
        } else if (!term.disk().isHasty()) {
            machine.runIn(term, () -> term.durable(group.number()));
        }
    }

    private boolean chance(double probability) {
        return probability > 0 && world.random().nextDouble() < probability;
    }
}
