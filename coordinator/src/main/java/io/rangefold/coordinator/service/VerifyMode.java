package io.rangefold.coordinator.service;

/** How a job's result is to be checked. */
public sealed interface VerifyMode {

    /** Not at all. */
    record None() implements VerifyMode {}

    /** By proof where the kind has one, else by auditing about 1 % of the work. */
    record Check() implements VerifyMode {}

    /**
     * By proof where the kind has one, and by auditing that share of the work.
     *
     * @param percent above 0, at most 100
     */
    record Audit(double percent) implements VerifyMode {
        /** Checks the bounds. */
        public Audit {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException("audit=" + percent + " is not above 0 and at most 100");
            }
        }
    }

    /**
     * By proof where the kind has one, and by having everything computed by so many worker processes. What one of them commits
     * counts at once and is taken back if the others don't agree; since nothing is told of a job before all of it is agreed on,
     * that is as good as holding it back until then.
     *
     * @param voters 2 to {@value #MAX_VOTERS}
     */
    record Quorum(int voters) implements VerifyMode {
        public static final int MAX_VOTERS = 9;

        /** Checks the bounds. */
        public Quorum {
            if (voters < 2 || voters > MAX_VOTERS) {
                throw new IllegalArgumentException("quorum=" + voters + " is not within 2 and " + MAX_VOTERS);
            }
        }
    }
}
