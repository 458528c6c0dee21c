package io.rangefold.simulation;

/** A run did not go as it had to. The message says how to run it again, and what happened last. */
final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationFailure(Plan plan, Trace trace, Throwable cause) {
        super("seed " + plan.seed() + " (again: Simulate --seed " + plan.seed() + "): " + cause + "\n" + trace, cause);
    }
}
