package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import java.util.Optional;

/** What may be said of a job's result. */
final class Verdicts {
    private Verdicts() {}

    static boolean isProofWanted(JobRun job) {
        return job.proves() && !(job.options().verify() instanceof VerifyMode.None);
    }

    /** The share of the items that was computed again; 1 where there were none. */
    static double auditedShare(JobRun job) {
        long items = job.counters.items;
        return items == 0 ? 1 : Math.min(1, (double) job.audits().auditedItems() / items);
    }

    /** Of a job whose audits have all agreed. */
    static Verification of(JobRun job, Conclusion conclusion) {
        if (job.options().verify() instanceof VerifyMode.None) {
            return new Verification(Verdict.SKIPPED, "none", 0, "not asked for");
        }
        if (!job.audits().disputes().isEmpty()) {
            Question first = job.audits().disputes().get(0);
            String detail = "the range " + first.range() + " was computed twice, with different results";
            return refuted(job, detail).orElseThrow();
        }
        String audits = job.audits().describe();
        if (conclusion.proof().isPresent()) {
            Verification proof = conclusion.proof().get();
            boolean both = proof.verdict() == Verdict.VERIFIED && job.audits().quorum() > 0;
            return both
                    ? new Verification(
                            proof.verdict(), proof.method(), proof.coverage(), proof.detail() + "; " + audits)
                    : proof;
        }
        return new Verification(Verdict.AUDITED, method(job), auditedShare(job), audits);
    }

    private static String method(JobRun job) {
        return job.audits().quorum() > 0 ? "quorum" : "audit";
    }

    /** Of a job of which something was computed with different results. */
    static Optional<Verification> refuted(JobRun job, String detail) {
        return Optional.of(new Verification(Verdict.FAILED, method(job), auditedShare(job), detail));
    }

    /** Of a job that has not ended. */
    static Verification pending(JobRun job) {
        return job.options().verify() instanceof VerifyMode.None
                ? new Verification(Verdict.SKIPPED, "none", 0, "not asked for")
                : new Verification(Verdict.PENDING, isProofWanted(job) ? "proof" : method(job), 0, "");
    }
}
