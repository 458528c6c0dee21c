package io.rangefold.protocol.membership;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
 * Ends memberships. A coordinator removes whom it has not heard for some seconds; a worker that hears no coordinator for as
 * long, or that was removed behind its back, ends its node and joins anew. Nobody else decides, since correctness depends on
 * none of this, and who leads is not a matter of membership.
 *
 * <p>Pekko's split brain resolver was tried: it ended a coordinator whose workers were killed one after the other. Each had
 * seen the last one become unreachable before it died itself, so all of them seemed indirectly connected.
 */
public final class Membership extends AbstractBehavior<Membership.Command> {
    /** The role of coordinators. */
    public static final String COORDINATOR = "coordinator";

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    /** What it can be told; only by itself. */
    public sealed interface Command {}

    private record Tick() implements Command {}

    private record Quarantined() implements Command {}

    private final Cluster cluster;
    private final Map<Member, Long> unheardSince = new HashMap<>();
    private long ledNanos = System.nanoTime();

    private Membership(ActorContext<Command> context) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        context.getSystem()
                .eventStream()
                .tell(new EventStream.Subscribe<>(
                        ThisActorSystemQuarantinedEvent.class,
                        context.messageAdapter(ThisActorSystemQuarantinedEvent.class, event -> new Quarantined())));
    }

    /** To be spawned once in every node of the cluster. */
    public static Behavior<Command> create() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new Membership(context);
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
                .onMessage(Quarantined.class, m -> onQuarantined())
                .build();
    }

    private Behavior<Command> onTick() {
        CurrentClusterState state = cluster.state();
        Set<Member> unheard = state.getUnreachable().stream()
                .filter(member -> !hears(getContext().getSystem(), member.address()))
                .collect(Collectors.toSet());
        List<Member> members =
                StreamSupport.stream(state.getMembers().spliterator(), false).toList();
        long now = System.nanoTime();
        if (cluster.selfMember().hasRole(COORDINATOR)) {
            removeUnheard(unheard, now);
        } else {
            leaveIfNotLed(members, unheard, now);
        }
        return this;
    }

    private void removeUnheard(Set<Member> unheard, long now) {
        unheardSince.keySet().retainAll(unheard);
        unheard.forEach(member -> unheardSince.putIfAbsent(member, now));
        unheardSince.forEach((member, since) -> {
            if (now - since > PATIENCE_NANOS && !member.equals(cluster.selfMember())) {
                down(member);
            }
        });
    }

    private void leaveIfNotLed(List<Member> members, Set<Member> unheard, long now) {
        boolean isLed = members.stream().anyMatch(member -> member.hasRole(COORDINATOR) && !unheard.contains(member));
        if (isLed || !members.contains(cluster.selfMember())) {
            ledNanos = now;
        } else if (now - ledNanos > PATIENCE_NANOS) {
            down(cluster.selfMember());
        }
    }

    /** Another node has ended the membership of this one, which did not hear of it. */
    private Behavior<Command> onQuarantined() {
        Member self = cluster.selfMember();
        if (!self.hasRole(COORDINATOR)) {
            down(self);
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
