package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.Opinion;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The commits of one job that were drawn to be computed again, and what came of it. */
final class AuditBook {
    /** The share of commits that is drawn by default: audits cost as much. */
    private static final double DEFAULT_SHARE = 0.01;

    private final double share;
    private final boolean everyWorker;
    private final int voters;
    private final boolean quorum;
    private final Map<Range, Question> open = new LinkedHashMap<>();
    private final Map<Long, Question> running = new HashMap<>();
    private final Set<Question> disputed = new LinkedHashSet<>();
    private final Set<Question> waiting = new LinkedHashSet<>();
    private final Set<WorkerId> drawnFrom = new HashSet<>();
    private final Agreements agreements = new Agreements();
    private final Map<Range, Optional<Question>> untold = new LinkedHashMap<>();
    private int missing;

    /** @param proven whether the job has a proof, so that it is audited on request only */
    AuditBook(VerifyMode mode, boolean proven) {
        quorum = mode instanceof VerifyMode.Quorum;
        voters = mode instanceof VerifyMode.Quorum q ? q.voters() : 2;
        if (mode instanceof VerifyMode.Audit audit) {
            share = audit.percent() / 100;
            everyWorker = true;
        } else {
            boolean audited = mode instanceof VerifyMode.Check && !proven;
            share = quorum ? 1 : audited ? DEFAULT_SHARE : 0;
            everyWorker = audited;
        }
    }

    /** Perhaps draws a commit: the first of each worker, and a random share of all. */
    void offer(Commit commit, SlotKey owner, RandomGenerator random) {
        boolean first = everyWorker && drawnFrom.add(owner.worker());
        if (first || share > 0 && random.nextDouble() < share) {
            put(question(commit.range(), List.of(Question.opinion(commit, owner))));
        }
    }

    private Question question(Range range, List<Opinion> opinions) {
        return new Question(range, voters, quorum, opinions);
    }

    private void put(Question question) {
        open.put(question.range(), question);
        missing += question.missing();
        changed(question);
        sort(question);
    }

    private void changed(Question question) {
        untold.put(question.range(), Optional.of(question));
    }

    /** What waits goes behind all that waits already. */
    private void sort(Question question) {
        disputed.remove(question);
        waiting.remove(question);
        if (!open.containsKey(question.range())) {
            return;
        }
        if (question.isDisputed()) {
            disputed.add(question);
        } else if (question.isWaiting()) {
            waiting.add(question);
        }
    }

    private void remove(Question question) {
        open.remove(question.range());
        missing -= question.missing();
        untold.put(question.range(), Optional.empty());
        sort(question);
    }

    /**
     * Goes on from what was stored.
     *
     * @param questions what was drawn, and is not agreed on
     * @param counters what was
     * @param workers those that have committed something
     */
    void restore(List<StoredAudit> questions, JobStatus.Counters counters, Collection<WorkerId> workers) {
        for (StoredAudit stored : questions) {
            Question question = question(stored.range(), stored.opinions());
            put(question);
            drawnFrom.add(question.owner().worker());
        }
        untold.clear();
        drawnFrom.addAll(workers);
        agreements.restore(counters.auditedItems(), counters.audits(), counters.auditedElsewhere());
    }

    /** Questions that somebody is to be asked, those that are disputed first. */
    Stream<Question> waiting() {
        return Stream.concat(disputed.stream().filter(Question::isWaiting), waiting.stream());
    }

    long waitingQuestions() {
        return waiting.size() + disputed.stream().filter(Question::isWaiting).count();
    }

    boolean hasWaiting() {
        return waiting().findAny().isPresent();
    }

    /** Questions with two answers that differ. */
    List<Question> disputes() {
        return List.copyOf(disputed);
    }

    void started(long lease, Question question, WorkerId worker) {
        assert question.isWaiting() : "nobody need be asked again";
        running.put(lease, question);
        question.ask(lease, worker);
        sort(question);
    }

    /** The lease ended without an answer. */
    void putBack(long lease) {
        end(lease);
    }

    private Question end(long lease) {
        Question question = running.remove(lease);
        question.unask(lease);
        sort(question);
        return question;
    }

    /** Computing it again failed. */
    Question failed(long lease) {
        Question question = end(lease);
        question.failed();
        return question;
    }

    /** Somebody has an answer. If all agree, and they are as many as are wanted, the question is closed. */
    Question answered(long lease, Opinion opinion) {
        Question question = end(lease);
        missing -= question.missing();
        question.add(opinion);
        missing += question.missing();
        changed(question);
        sort(question);
        closeIfAgreed(question);
        return question;
    }

    private void closeIfAgreed(Question question) {
        if (question.standing() == Question.Standing.AGREED) {
            remove(question);
            agreements.add(question);
        }
    }

    /**
     * Nothing that this worker said counts: questions about its commits are void, and what it has answered is asked again.
     *
     * @return leases of others that compute something that nobody wants to know any more
     */
    List<Long> discredit(WorkerId worker) {
        List<Long> needless = new ArrayList<>();
        for (Question question : List.copyOf(open.values())) {
            if (question.owner().worker().equals(worker)) {
                needless.addAll(question.askedLeases());
                remove(question);
            } else {
                int before = question.missing();
                if (question.discredit(worker)) {
                    missing += question.missing() - before;
                    changed(question);
                    sort(question);
                    closeIfAgreed(question);
                }
            }
        }
        needless.forEach(running::remove);
        agreements.discredit(worker).forEach(this::put);
        return needless;
    }

    /** The next stage begins, and nothing is open. */
    void stageBegun() {
        agreements.forgetAll();
        untold.clear();
    }

    /** Forgets what is open. */
    void clear() {
        List.copyOf(open.values()).forEach(this::remove);
        running.clear();
        agreements.forgetAll();
    }

    /** What a store must be told since it was told last. */
    void takeChanges(JobId job, int stage, List<Change> to) {
        untold.forEach((range, question) ->
                to.add(question.<Change>map(q -> new Change.AuditDrawn(job, q.stored(stage)))
                        .orElseGet(() -> new Change.AuditClosed(job, stage, range))));
        untold.clear();
    }

    /** How many answers are still to come. */
    int open() {
        return missing;
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /** How many worker processes have to agree on everything; 0 if that is not asked for. */
    int quorum() {
        return quorum ? voters : 0;
    }

    long auditedItems() {
        return agreements.items();
    }

    long audits() {
        return agreements.ranges();
    }

    long auditedElsewhere() {
        return agreements.elsewhere();
    }

    /** What was computed again, and whether by others than the owners, for people. */
    String describe() {
        long audits = audits();
        if (audits == 0) {
            return "there was nothing to compute again";
        }
        if (quorum) {
            return (audits == 1 ? "1 range was" : audits + " ranges were") + " computed by " + voters
                    + " worker processes each, and they agreed";
        }
        String ranges = audits == 1 ? "1 range was computed again" : audits + " ranges were computed again";
        if (auditedElsewhere() == audits) {
            return ranges + " by another slot and agreed";
        }
        if (auditedElsewhere() == 0) {
            return ranges + " by the same slot, there being no other, and agreed";
        }
        return ranges + ", " + auditedElsewhere() + " of them by another slot, and agreed";
    }
}
