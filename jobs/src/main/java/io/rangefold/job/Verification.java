package io.rangefold.job;

/**
 * How a result was checked.
 *
 * @param verdict what came of it
 * @param method a short stable name, as in {@code "closed-form"}
 * @param coverage the share of the items that the check covers, 0 to 1
 * @param detail a sentence for humans: what was compared with what
 */
public record Verification(Verdict verdict, String method, double coverage, String detail) {

    /** Terminal ones and {@code PENDING}. */
    public enum Verdict {
        /** An independent computation gave the same answer. */
        VERIFIED,
        /** Parts were computed again elsewhere and agreed. */
        AUDITED,
        /** Not asked for. */
        SKIPPED,
        /** The check contradicts the answer: the job has failed. */
        FAILED,
        /** Not checked yet. */
        PENDING
    }

    /** Checks that the coverage is a share. */
    public Verification {
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage " + coverage + " is not within 0 and 1");
        }
    }
}
