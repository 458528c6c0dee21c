package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;

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
        if (conclusion.proof().isPresent()) {
            return conclusion.proof().get();
        }
        return new Verification(
                Verdict.AUDITED, "audit", auditedShare(job), job.audits().describe());
    }

    /** Of a job that has not ended. */
    static Verification pending(JobRun job) {
        return job.options().verify() instanceof VerifyMode.None
                ? new Verification(Verdict.SKIPPED, "none", 0, "not asked for")
                : new Verification(Verdict.PENDING, Verdicts.isProofWanted(job) ? "proof" : "audit", 0, "");
    }
}
