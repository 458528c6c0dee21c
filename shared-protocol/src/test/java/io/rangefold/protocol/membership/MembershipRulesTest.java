package io.rangefold.protocol.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.membership.MembershipRules.Decision;
import io.rangefold.protocol.membership.MembershipRules.Peer;
import io.rangefold.protocol.membership.MembershipRules.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MembershipRulesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Seen WORKER = new Seen("worker", false, true);
    private static final Seen LOST_WORKER = new Seen("worker", false, false);
    private static final Seen COORDINATOR = new Seen("coordinator", true, true);
    private static final Seen LOST_COORDINATOR = new Seen("coordinator", true, false);
    private static final Seen OTHER_COORDINATOR = new Seen("other", true, true);
    /** Another member; an array of these needs no generics. */
    private record Seen(String name, boolean coordinator, boolean heard) {
        Peer<String> peer() {
            return new Peer<>(name, coordinator, heard);
        }
    }

    private static final Decision<String> NOTHING = new Decision<>(Set.of(), false);
    private static final Decision<String> LEAVE = new Decision<>(Set.of(), true);

    private long now = 77;
    private final MembershipRules<String> rules = new MembershipRules<>(PATIENCE, TICK.multipliedBy(2), now);

    private Decision<String> after(Duration time, Standing self, Seen... others) {
        List<Peer<String>> peers = Stream.of(others).map(Seen::peer).toList();
        Decision<String> last = NOTHING;
        for (long end = now + time.toNanos(); now < end; ) {
            now += TICK.toNanos();
            last = rules.decide(self, peers, now);
        }
        return last;
    }

    @Test
    void leader_removesWhomItHasNotHeardForLong() {
        assertThat(after(PATIENCE, Standing.LEADER, LOST_WORKER, COORDINATOR)).isEqualTo(NOTHING);
        assertThat(after(TICK.multipliedBy(2), Standing.LEADER, LOST_WORKER, LOST_COORDINATOR))
                .isEqualTo(new Decision<>(Set.of("worker"), false));
        assertThat(after(PATIENCE, Standing.LEADER, LOST_COORDINATOR))
                .isEqualTo(new Decision<>(Set.of("coordinator"), false));
    }

    @Test
    void leader_neverLeaves() {
        assertThat(after(PATIENCE.multipliedBy(3), Standing.LEADER)).isEqualTo(NOTHING);
        assertThat(after(PATIENCE.multipliedBy(3), Standing.LEADER, LOST_COORDINATOR)
                        .leave())
                .isFalse();
    }

    @Test
    void memberThatIsHeardAgain_beginsANewSilence() {
        after(PATIENCE, Standing.LEADER, LOST_WORKER);
        after(TICK, Standing.LEADER, WORKER);

        assertThat(after(PATIENCE, Standing.LEADER, LOST_WORKER)).isEqualTo(NOTHING);
    }

    @Test
    void standby_removesNobody_butRemembersSinceWhenForTheTimeWhenItLeads() {
        assertThat(after(PATIENCE.multipliedBy(2), Standing.STANDBY, LOST_WORKER, LOST_COORDINATOR, OTHER_COORDINATOR))
                .isEqualTo(NOTHING);

        assertThat(after(TICK, Standing.LEADER, LOST_WORKER, LOST_COORDINATOR, OTHER_COORDINATOR))
                .isEqualTo(new Decision<>(Set.of("worker", "coordinator"), false));
    }

    @Test
    void standbyThatTakesOverInTime_stays_andRemovesTheOldLeader() {
        assertThat(after(Duration.ofSeconds(4), Standing.STANDBY, LOST_COORDINATOR, WORKER))
                .isEqualTo(NOTHING);
        assertThat(after(PATIENCE, Standing.LEADER, LOST_COORDINATOR, WORKER))
                .isEqualTo(new Decision<>(Set.of("coordinator"), false));
    }

    @Test
    void standbyThatHearsNoOtherCoordinator_leaves() {
        assertThat(after(PATIENCE, Standing.STANDBY, LOST_COORDINATOR, WORKER)).isEqualTo(NOTHING);
        assertThat(after(TICK.multipliedBy(2), Standing.STANDBY, LOST_COORDINATOR, WORKER))
                .isEqualTo(LEAVE);
    }

    @Test
    void standbyThatKnowsOfNoOtherCoordinator_stays() {
        assertThat(after(PATIENCE.multipliedBy(3), Standing.STANDBY, WORKER, LOST_WORKER))
                .isEqualTo(NOTHING);
    }

    @Test
    void formerLeader_hasAsMuchTimeToHearTheNextOne() {
        after(PATIENCE.multipliedBy(2), Standing.LEADER, LOST_COORDINATOR);

        assertThat(after(PATIENCE, Standing.STANDBY, LOST_COORDINATOR)).isEqualTo(NOTHING);
        assertThat(after(TICK, Standing.STANDBY, LOST_COORDINATOR)).isEqualTo(LEAVE);
    }

    @Test
    void worker_staysWhileItHearsAnyCoordinator() {
        assertThat(after(PATIENCE.multipliedBy(3), Standing.WORKER, LOST_COORDINATOR, OTHER_COORDINATOR, LOST_WORKER))
                .isEqualTo(NOTHING);
    }

    @Test
    void workerThatHearsNoCoordinator_leaves_andRemovesNobody() {
        assertThat(after(PATIENCE, Standing.WORKER, LOST_COORDINATOR, WORKER)).isEqualTo(NOTHING);
        assertThat(after(TICK, Standing.WORKER, LOST_COORDINATOR, WORKER)).isEqualTo(LEAVE);
    }

    @Test
    void workerWhoseClusterHasNoCoordinator_leaves() {
        after(TICK, Standing.WORKER, COORDINATOR);

        assertThat(after(PATIENCE, Standing.WORKER, WORKER)).isEqualTo(NOTHING);
        assertThat(after(TICK, Standing.WORKER, WORKER)).isEqualTo(LEAVE);
    }

    @Test
    void nodeThatHasNotJoinedYet_waits() {
        assertThat(after(PATIENCE.multipliedBy(3), Standing.OUTSIDE)).isEqualTo(NOTHING);
    }

    @Test
    void processThatWasStopped_takesNobodyForSilent() {
        after(TICK, Standing.LEADER, LOST_WORKER);
        now += Duration.ofHours(2).toNanos();

        assertThat(rules.decide(Standing.LEADER, List.of(LOST_WORKER.peer()), now))
                .isEqualTo(NOTHING);
        assertThat(after(PATIENCE, Standing.LEADER, LOST_WORKER)).isEqualTo(new Decision<>(Set.of("worker"), false));
    }

    @Test
    void whoWasRemovedBehindItsBack_leaves_unlessItLeadsAndOnlyAWorkerSaysSo() {
        assertThat(MembershipRules.leavesWhenRemoved(Standing.WORKER, true)).isTrue();
        assertThat(MembershipRules.leavesWhenRemoved(Standing.STANDBY, false)).isTrue();
        assertThat(MembershipRules.leavesWhenRemoved(Standing.LEADER, true)).isTrue();
        assertThat(MembershipRules.leavesWhenRemoved(Standing.LEADER, false)).isFalse();
    }
}
