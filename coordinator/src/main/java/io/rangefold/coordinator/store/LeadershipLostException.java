package io.rangefold.coordinator.store;

/** Another coordinator leads: nothing was written, and this one must stop. */
public final class LeadershipLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeadershipLostException(Term term) {
        super("the term " + term.epoch().number() + " is over: another coordinator leads");
    }
}
