package io.rangefold.protocol.membership;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose membership ends, seen from one node. Plain Java; times are nanoseconds of a clock that never goes back.
 *
 * <p>Only the coordinator that leads removes others. Were standbys to remove those that they don't hear, one that is cut off
 * from the leader alone would have it removed by all others. Everybody else can but leave, and come back as a new node.
 *
 * @param <M> what stands for a member
 */
final class MembershipRules<M> {
    private final long patienceNanos;
    private final long longestStepNanos;
    private final Map<M, Long> unheardSince = new HashMap<>();
    private long readNanos;
    private long clockNanos;
    private long ledNanos;

    /** What a node is in its cluster. */
    enum Standing {
        /** The coordinator that hands out work. */
        LEADER,
        /** A coordinator that waits for that. */
        STANDBY,
        WORKER,
        /** Not a member yet. */
        OUTSIDE
    }

    /**
     * Another member.
     *
     * @param coordinator whether that is its role
     * @param heard whether this node hears it, or has no reason to think that it would not
     */
    record Peer<M>(M member, boolean coordinator, boolean heard) {}

    /**
     * What is to be done.
     *
     * @param remove members whose time is over
     * @param leave whether this node ends its own membership
     */
    record Decision<M>(Set<M> remove, boolean leave) {}

    /**
     * @param patience how long a silence may be
     * @param longestStep more than that between two decisions counts as that: this process was stopped, and has not yet read
     *     what came meanwhile
     */
    MembershipRules(Duration patience, Duration longestStep, long nowNanos) {
        this.patienceNanos = patience.toNanos();
        this.longestStepNanos = longestStep.toNanos();
        this.readNanos = nowNanos;
    }

    /**
     * Time passes.
     *
     * @param self what this node is
     * @param others all other members
     */
    Decision<M> decide(Standing self, List<Peer<M>> others, long nowNanos) {
        clockNanos += Math.min(nowNanos - readNanos, longestStepNanos);
        readNanos = nowNanos;
        Set<M> unheard =
                others.stream().filter(p -> !p.heard()).map(Peer::member).collect(Collectors.toSet());
        unheardSince.keySet().retainAll(unheard);
        unheard.forEach(member -> unheardSince.putIfAbsent(member, clockNanos));
        if (self == Standing.LEADER || isLed(self, others)) {
            ledNanos = clockNanos;
        }
        Set<M> overdue = self != Standing.LEADER
                ? Set.of()
                : unheardSince.entrySet().stream()
                        .filter(entry -> clockNanos - entry.getValue() > patienceNanos)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return new Decision<>(overdue, clockNanos - ledNanos > patienceNanos);
    }

    /** A standby can't tell which of the others leads; one that knows of none is not cut off, it is alone. */
    private boolean isLed(Standing self, List<Peer<M>> others) {
        List<Peer<M>> coordinators = others.stream().filter(Peer::coordinator).toList();
        boolean isAlone = self == Standing.STANDBY && coordinators.isEmpty();
        return self == Standing.OUTSIDE || isAlone || coordinators.stream().anyMatch(Peer::heard);
    }

    /**
     * Another node has ended the membership of this one, which has not heard of it otherwise.
     *
     * @param byCoordinator whether that node is one; a worker's opinion of who leads counts for nothing
     * @return whether this node leaves
     */
    static boolean leavesWhenRemoved(Standing self, boolean byCoordinator) {
        return self != Standing.LEADER || byCoordinator;
    }
}
