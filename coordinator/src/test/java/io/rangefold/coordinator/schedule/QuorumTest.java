package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything is computed by several worker processes. */
class QuorumTest {
    private final Office office = new Office();

    private JobId submit(int voters, long... items) {
        return office.submit("job", CountJob.of(items), Office.verified(new VerifyMode.Quorum(voters)));
    }

    @Test
    void everyRange_isComputedByTwoProcesses() {
        WorkerId a = office.worker("a", 2);
        WorkerId b = office.worker("b", 2);
        JobId job = submit(2, 100);
        office.work(a, b);
        office.conclude();

        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(100);
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.AUDITED);
        assertThat(office.view(job).verification().method()).isEqualTo("quorum");
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
        assertThat(office.view(job).verification().detail())
                .isEqualTo("4 ranges were computed by 2 worker processes each, and they agreed");
    }

    @Test
    void proof_winsTheVerdict_andTheQuorumIsInItsDetail() {
        WorkerId a = office.worker("a", 1);
        WorkerId b = office.worker("b", 1);
        JobId job = office.submit("job", new ProvenJob(CountJob.of(10)), Office.verified(new VerifyMode.Quorum(2)));
        office.work(a, b);
        office.conclude();

        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(office.view(job).verification().method()).isEqualTo("counting");
        assertThat(office.view(job).verification().detail())
                .isEqualTo("it is right; 2 ranges were computed by 2 worker processes each, and they agreed");
    }

    /** Counts, and knows how much it has to be. */
    private record ProvenJob(CountJob counts) implements Job {
        @Override
        public byte[] spec() {
            return counts.spec();
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of();
        }

        @Override
        public Stage<?> stage(int number, byte[] previous) {
            return counts.stage(number, previous);
        }

        @Override
        public boolean proves() {
            return true;
        }

        @Override
        public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
            Conclusion made = counts.conclude(merged, segments, prove);
            Verification proof = new Verification(Verdict.VERIFIED, "counting", 1, "it is right");
            return new Conclusion(made.result(), made.complete(), Optional.of(proof));
        }
    }

    @Test
    void replicas_areOfOtherProcesses_noneTwice() {
        WorkerId owner = office.worker("owner", 3);
        office.submit("job", CountJob.of(1), Office.verified(new VerifyMode.Quorum(3)));
        office.commitAll(owner, office.grantTo(owner));
        assertThat(office.grantsTo(owner)).isEmpty();

        WorkerId second = office.worker("second", 3);
        Grant replica = office.grantTo(second);
        assertThat(replica.purpose()).isEqualTo(Purpose.AUDIT);
        office.commitAll(second, replica);
        assertThat(office.grantsTo(second)).isEmpty();
        assertThat(office.conclusions()).isEmpty();

        WorkerId third = office.worker("third", 3);
        office.commitAll(third, office.grantTo(third));
        assertThat(office.conclusions()).hasSize(1);
    }

    @Test
    void replicas_goBeforeNewRanges_andNewRangesWaitForThem() {
        WorkerId owner = office.worker("owner", 1);
        JobId job = office.submit("job", CountJob.search(100_000), Office.verified(new VerifyMode.Quorum(2)));
        int ranges = 0;
        for (List<Grant> next = office.grantsTo(owner); !next.isEmpty(); next = office.grantsTo(owner)) {
            office.commitAll(owner, next.get(0));
            ranges++;
        }
        assertThat(ranges).isBetween(8, 10);
        assertThat(office.view(job).state()).isEqualTo(JobState.RUNNING);

        WorkerId second = office.worker("second", 1);
        assertThat(office.grantTo(second).purpose()).isEqualTo(Purpose.AUDIT);
    }

    @Test
    void jobWithTooFewProcesses_waits_andSaysSo() {
        WorkerId owner = office.worker("owner", 2);
        JobId job = submit(3, 10);
        office.work(owner);
        office.pass(100 * Office.MILLI);

        assertThat(office.conclusions()).isEmpty();
        assertThat(office.explanation(job).summary()).isEqualTo("waits for 3 worker processes, there is 1");
        office.worker("second", 1);
        assertThat(office.explanation(job).waits()).contains("waits for 3 worker processes, there are 2");
    }

    @Test
    void jobWithTooFewProcesses_takesNoSlotFromOthers_andDoesNotRise() {
        WorkerId owner = office.worker("owner", 1);
        JobId blocked = submit(2, 10);
        office.work(owner);
        JobId other = office.submit("other", CountJob.of(1_000), Office.UNVERIFIED);
        Grant work = office.grantTo(owner);
        office.passAlive(70 * Office.SECOND, owner);

        assertThat(office.commandsTo(owner)).noneMatch(command -> command instanceof Trim);
        assertThat(office.scheduler.roster().job(blocked).orElseThrow().standing.priority())
                .isZero();
        office.commitAll(owner, work);
        office.conclude();
        assertThat(office.counted(other)).isEqualTo(1_000);
    }

    @Test
    void contradictionInAQuorumOfTwo_isDecidedByAThird() {
        WorkerId liar = office.worker("liar", 1);
        WorkerId b = office.worker("b", 1);
        WorkerId c = office.worker("c", 1);
        JobId job = submit(2, 90);
        office.lie(liar, office.grantTo(liar));
        office.work(b, c);
        office.conclude();

        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(90);
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
    }

    @Test
    void contradictionInAQuorumOfTwo_withoutAThird_failsTheJob() {
        WorkerId liar = office.worker("liar", 1);
        JobId job = submit(2, 90);
        office.lie(liar, office.grantTo(liar));
        WorkerId b = office.worker("b", 1);
        office.work(b);
        office.passAlive(12 * Office.SECOND, liar, b);

        assertThat(office.view(job).state()).isEqualTo(JobState.FAILED);
        assertThat(office.view(job).verification().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(office.view(job).verification().method()).isEqualTo("quorum");
    }

    @Test
    void lateLiar_isContradictedByThoseWhoAgreed() {
        WorkerId a = office.worker("a", 1);
        JobId job = submit(3, 1);
        office.commitAll(a, office.grantTo(a));
        WorkerId b = office.worker("b", 1);
        office.commitAll(b, office.grantTo(b));
        WorkerId liar = office.worker("liar", 1);
        office.lie(liar, office.grantTo(liar));

        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        assertThat(office.conclusions()).isEmpty();
        WorkerId c = office.worker("c", 1);
        office.work(c);
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(1);
        assertThat(office.disk.events)
                .extracting(event -> event.type().name())
                .contains("AUDIT_FAILED", "WORKER_QUARANTINED")
                .doesNotContain("TAKEN_BACK");
    }

    @Test
    void falseHitOfASearch_skipsNothingForGood() {
        WorkerId liar = office.worker("liar", 1);
        WorkerId b = office.worker("b", 1);
        WorkerId c = office.worker("c", 1);
        JobId job = office.submit("job", CountJob.search(500), Office.verified(new VerifyMode.Quorum(2)));
        Grant first = office.grantTo(liar);
        assertThat(first.range().low()).isZero();
        office.report(
                liar,
                Office.commitOf(
                        first,
                        0,
                        first.range().high(),
                        CountJob.partial(first.range().size(), 3)));
        office.work(b, c);
        office.conclude();

        assertThat(office.state(liar)).isEqualTo(WorkerView.State.QUARANTINED);
        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(office.counted(job)).isEqualTo(500);
    }

    @Test
    void answers_surviveARestart() {
        WorkerId a = office.worker("a", 1);
        JobId job = submit(3, 1);
        office.commitAll(a, office.grantTo(a));
        WorkerId b = office.worker("b", 1);
        office.commitAll(b, office.grantTo(b));
        office.restart();
        office.worker("a", 1);
        office.worker("b", 1);
        assertThat(office.grantsTo(a)).isEmpty();
        assertThat(office.grantsTo(b)).isEmpty();
        assertThat(office.conclusions()).isEmpty();

        WorkerId c = office.worker("c", 1);
        office.commitAll(c, office.grantTo(c));
        office.conclude();
        assertThat(office.counted(job)).isEqualTo(1);
        assertThat(office.view(job).verification().coverage()).isEqualTo(1);
    }

    @Test
    void replica_whoseWorkerIsLost_isGivenToAnother() {
        WorkerId a = office.worker("a", 1);
        submit(2, 1);
        office.commitAll(a, office.grantTo(a));
        WorkerId b = office.worker("b", 1);
        office.grantTo(b);
        office.lost(b);
        WorkerId c = office.worker("c", 1);
        assertThat(office.grantTo(c).purpose()).isEqualTo(Purpose.AUDIT);
    }

    @Test
    void everyRange_isComputedByThreeOfFiveProcesses() {
        List<WorkerId> workers = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            workers.add(office.worker(name, 2));
        }
        JobId job = submit(3, 1_000);
        Set<String> computed = new HashSet<>();
        long items = 0;
        for (boolean isDone = false; !isDone; ) {
            isDone = true;
            for (WorkerId worker : workers) {
                for (Grant grant : office.grantsTo(worker)) {
                    Range range = grant.range();
                    for (long index = range.low(); index < range.high(); index++) {
                        assertThat(computed.add(worker + " " + index)).isTrue();
                    }
                    items += range.size();
                    office.commitAll(worker, grant);
                    isDone = false;
                }
            }
        }
        office.conclude();
        assertThat(items).isEqualTo(3_000);
        assertThat(office.counted(job)).isEqualTo(1_000);
        assertThat(office.view(job).execution().items()).isEqualTo(1_000);
    }
}
