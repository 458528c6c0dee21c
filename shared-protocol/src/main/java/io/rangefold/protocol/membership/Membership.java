package io.rangefold.protocol.membership;

import io.rangefold.protocol.membership.MembershipRules.Decision;
import io.rangefold.protocol.membership.MembershipRules.Peer;
import io.rangefold.protocol.membership.MembershipRules.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.remote.FailureDetectorRegistry;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends memberships. The coordinator that leads removes whom it has not heard for some seconds; a worker that hears no
 * coordinator for as long, a standby that hears no other one, and who was removed behind its back, end their own node, to
 * join anew. Nobody else decides, since correctness depends on none of this, and who leads is not a matter of membership.
 *
 * <p>Pekko's split brain resolver was tried: it ended a coordinator whose workers were killed one after the other. Each had
 * seen the last one become unreachable before it died itself, so all of them seemed indirectly connected.
 */
public final class Membership extends AbstractBehavior<Membership.Command> {
    /** The role of coordinators. */
    public static final String COORDINATOR = "coordinator";

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What it can be told; only by itself. */
    public sealed interface Command {}

    private record Tick() implements Command {}

    private record Quarantined(Address by) implements Command {}

    private final Cluster cluster;
    private final BooleanSupplier isLeading;
    private final MembershipRules<Member> rules =
            new MembershipRules<>(PATIENCE, TICK.multipliedBy(2), System.nanoTime());

    private Membership(ActorContext<Command> context, BooleanSupplier isLeading) {
        super(context);
        this.isLeading = isLeading;
        this.cluster = Cluster.get(context.getSystem());
        context.getSystem()
                .eventStream()
                .tell(new EventStream.Subscribe<>(
                        ThisActorSystemQuarantinedEvent.class,
                        context.messageAdapter(
                                ThisActorSystemQuarantinedEvent.class,
                                event -> new Quarantined(event.remoteAddress().address()))));
    }

    /** To be spawned once in every worker, and in a coordinator that has no standby. */
    public static Behavior<Command> create() {
        return create(() -> true);
    }

    /**
     * To be spawned once in every coordinator.
     *
     * @param isLeading whether it leads at present; asked by the actor's thread, again and again
     */
    public static Behavior<Command> create(BooleanSupplier isLeading) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new Membership(context, isLeading);
        }));
    }

    /** Whether this node watches the other one itself and hears it, whatever others say of it. */
    public static boolean hears(ActorSystem<?> system, Address other) {
        FailureDetectorRegistry<Address> own =
                org.apache.pekko.cluster.Cluster.get(Adapter.toClassic(system)).failureDetector();
        return own.isMonitoring(other) && own.isAvailable(other);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, m -> onTick())
                .onMessage(Quarantined.class, this::onQuarantined)
                .build();
    }

    private Behavior<Command> onTick() {
        CurrentClusterState state = cluster.state();
        Set<Member> unreachable = state.getUnreachable();
        List<Peer<Member>> others = members(state)
                .filter(member -> !member.equals(cluster.selfMember()))
                .map(member -> new Peer<>(
                        member,
                        member.hasRole(COORDINATOR),
                        !unreachable.contains(member) || hears(getContext().getSystem(), member.address())))
                .toList();
        Decision<Member> decision = rules.decide(standing(state), others, System.nanoTime());
        decision.remove().forEach(this::down);
        if (decision.leave()) {
            down(cluster.selfMember());
        }
        return this;
    }

    private static Stream<Member> members(CurrentClusterState state) {
        return StreamSupport.stream(state.getMembers().spliterator(), false);
    }

    private Standing standing(CurrentClusterState state) {
        Member self = cluster.selfMember();
        if (self.hasRole(COORDINATOR) && isLeading.getAsBoolean()) {
            return Standing.LEADER;
        }
        if (members(state).noneMatch(self::equals)) {
            return Standing.OUTSIDE;
        }
        return self.hasRole(COORDINATOR) ? Standing.STANDBY : Standing.WORKER;
    }

    private Behavior<Command> onQuarantined(Quarantined message) {
        CurrentClusterState state = cluster.state();
        boolean byCoordinator = members(state)
                .anyMatch(member ->
                        member.hasRole(COORDINATOR) && member.address().equals(message.by()));
        if (MembershipRules.leavesWhenRemoved(standing(state), byCoordinator)) {
            down(cluster.selfMember());
        }
        return this;
    }

    private void down(Member member) {
        if (member.status() != MemberStatus.down() && member.status() != MemberStatus.removed()) {
            LOG.info("{} ends the membership of {}", cluster.selfMember().address(), member.address());
            cluster.manager().tell(new Down(member.address()));
        }
    }
}
