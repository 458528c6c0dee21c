package io.rangefold.simulation;

import java.util.SplittableRandom;

/** Carries messages between the workers' machines and the coordinators': at most once, or more often, in any order. */
final class Network {
    private final Timeline timeline;
    private final SplittableRandom random;
    private NetworkPlan plan;
    private long sent;

    Network(Timeline timeline, SplittableRandom random, NetworkPlan plan) {
        this.timeline = timeline;
        this.random = random;
        this.plan = plan;
    }

    /** The connection of one machine. */
    static final class Link {
        private boolean cut;

        /** Nothing passes from now on, or everything does again. */
        void setCut(boolean now) {
            cut = now;
        }

        boolean isCut() {
            return cut;
        }
    }

    /** From now on nothing is lost. */
    void heal() {
        plan = new NetworkPlan(plan.latencyNanos(), 0, 0, 0, 0);
    }

    long sent() {
        return sent;
    }

    /** Delivers a message between two machines, perhaps. */
    void send(Link one, Link other, Runnable delivery) {
        sent++;
        if (plan.drop() > 0 && random.nextDouble() < plan.drop()) {
            return;
        }
        carry(one, other, delivery);
        if (plan.duplicate() > 0 && random.nextDouble() < plan.duplicate()) {
            carry(one, other, delivery);
        }
    }

    private void carry(Link one, Link other, Runnable delivery) {
        if (one.isCut() || other.isCut()) {
            return;
        }
        boolean late = plan.late() > 0 && random.nextDouble() < plan.late();
        long more = late ? random.nextLong(plan.lateNanos()) : 0;
        timeline.after(plan.latencyNanos() + more, () -> {
            if (!one.isCut() && !other.isCut()) {
                delivery.run();
            }
        });
    }
}
