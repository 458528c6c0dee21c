package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.store.Change.Opinion;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A commit that others compute again: what its owner made of it, and what they do. */
final class Question {
    private final Range range;
    private final int wanted;
    private final boolean apart;
    private final List<Opinion> opinions;
    private final Map<Long, WorkerId> asked = new HashMap<>(2);
    private int failures;
    private long undecidedNanos;

    /** Where a question stands. */
    enum Standing {
        /** All opinions agree, and more are wanted. */
        OPEN,
        /** As many as are wanted agree. */
        AGREED,
        /** There are two opinions, and they differ: a third one decides. */
        DISPUTED,
        /** Two agree and others contradict them. */
        DECIDED,
        /** Three opinions, all different. */
        HOPELESS
    }

    /**
     * @param range exactly what was committed
     * @param wanted how many opinions must agree, the owner's too
     * @param apart whether each must come from a worker process of its own
     * @param opinions so far, the owner's first
     */
    Question(Range range, int wanted, boolean apart, List<Opinion> opinions) {
        this.range = range;
        this.wanted = wanted;
        this.apart = apart;
        this.opinions = new ArrayList<>(opinions);
    }

    /** What a commit says. Encodings are canonical: two slots that compute the same say the same. */
    static Opinion opinion(Commit commit, SlotKey by) {
        String output = commit.segment().map(ref -> "+" + ref.id().sha256()).orElse("");
        return new Opinion(by, BlobId.of(commit.partial()).sha256() + output);
    }

    Range range() {
        return range;
    }

    SlotKey owner() {
        return opinions.get(0).by();
    }

    /** The owner's, then those of others. */
    List<Opinion> opinions() {
        return opinions;
    }

    StoredAudit stored(int stage) {
        return new StoredAudit(stage, range, opinions);
    }

    void add(Opinion opinion) {
        opinions.add(opinion);
    }

    Standing standing() {
        String first = opinions.get(0).digest();
        if (opinions.stream().allMatch(opinion -> opinion.digest().equals(first))) {
            return opinions.size() >= wanted ? Standing.AGREED : Standing.OPEN;
        }
        if (Collections.max(counts().values()) > 1) {
            return Standing.DECIDED;
        }
        return opinions.size() > 2 ? Standing.HOPELESS : Standing.DISPUTED;
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        opinions.forEach(opinion -> counts.merge(opinion.digest(), 1, Integer::sum));
        return counts;
    }

    /** Whether the last opinion is the first that contradicts another one. */
    boolean isFirstContradiction() {
        List<Opinion> before = opinions.subList(0, opinions.size() - 1);
        return before.stream().map(Opinion::digest).distinct().count() == 1 && counts().size() == 2;
    }

    boolean isDisputed() {
        return standing() == Standing.DISPUTED;
    }

    /** Of a decided question: the workers that others contradict. */
    Set<WorkerId> contradicted() {
        Map<String, Integer> counts = counts();
        int most = Collections.max(counts.values());
        Set<WorkerId> all = new HashSet<>();
        for (Opinion opinion : opinions) {
            if (counts.get(opinion.digest()) < most) {
                all.add(opinion.by().worker());
            }
        }
        return all;
    }

    /**
     * What others than the owner said does not count if it comes from that worker.
     *
     * @return whether anything did
     */
    boolean discredit(WorkerId worker) {
        return opinions.removeIf(opinion -> opinion.by().worker().equals(worker));
    }

    /** Workers that have answered, or are about to. */
    Set<WorkerId> involved() {
        Set<WorkerId> all = new HashSet<>(asked.values());
        opinions.forEach(opinion -> all.add(opinion.by().worker()));
        return all;
    }

    /** Whether each further opinion must come from a process that has given none. */
    boolean needsOtherProcess() {
        return apart || opinions.size() > 1;
    }

    /** How many opinions are still to come. */
    int missing() {
        return isDisputed() ? 1 : Math.max(0, wanted - opinions.size());
    }

    /** Whether somebody is to be asked. */
    boolean isWaiting() {
        return missing() > asked.size();
    }

    void ask(long lease, WorkerId worker) {
        asked.put(lease, worker);
    }

    void unask(long lease) {
        asked.remove(lease);
    }

    Collection<Long> askedLeases() {
        return List.copyOf(asked.keySet());
    }

    int failures() {
        return failures;
    }

    void failed() {
        failures++;
    }

    /** It is not decided, and nobody could decide it for that long; 0 if somebody can. */
    long undecided(boolean hasThird, long passedNanos) {
        undecidedNanos = hasThird ? 0 : undecidedNanos + passedNanos;
        return undecidedNanos;
    }
}
