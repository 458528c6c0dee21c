package io.rangefold.simulation;

/** A run did not go as it had to. The message says how to run it again, and what happened last. */
final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String summary;

    SimulationFailure(Plan plan, Trace trace, Throwable cause) {
        super(summary(plan, cause) + "\n" + trace, cause);
        this.summary = summary(plan, cause);
    }

    private static String summary(Plan plan, Throwable cause) {
        return "seed " + plan.seed() + " fails (again: simulation/simulate --seed " + plan.seed() + "): " + cause;
    }

    /** One line. */
    String summary() {
        return summary;
    }
}
