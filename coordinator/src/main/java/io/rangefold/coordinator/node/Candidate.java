package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.CoordinatorCommand.LivenessOpened;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.membership.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guardian of a coordinator's actor system: stands by until the store lets it lead, then has a {@link CoordinatorActor}
 * as its child. When the term is over the whole system ends, and {@link CoordinatorNode} makes another one that stands by.
 */
final class Candidate extends AbstractBehavior<Candidate.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration HEARING = Duration.ofMillis(1500);
    /** Joining a coordinator that is gone takes its time to fail; another attempt comes after this. */
    private static final int TICKS_PER_JOIN = 6;

    /** What it can be told. */
    sealed interface Message {}

    /** For the coordinator that leads; lost if this one does not. */
    record Deliver(CoordinatorCommand command) implements Message {}

    private record Tick() implements Message {}

    private record Unreachable(Member member) implements Message {}

    private record StillUnreachable(Member member) implements Message {}

    private record Removed(Member member) implements Message {}

    private record Asked(Standing standing, Optional<Tenure> tenure) implements Message {}

    private record NotAsked(Throwable why) implements Message {}

    /**
     * What a candidate is.
     *
     * @param settings ports and patience
     * @param kinds what jobs there can be
     * @param blobs where input data and output is
     * @param store shared by all candidates; empty if the tenure is given
     * @param given the tenure of one that has no rivals
     * @param self how others find it; empty until that is known
     * @param join cluster addresses of other coordinators, as {@code host:port}
     * @param standing where it says how it stands
     * @param failed where it says that it has failed, which it should not
     * @param asking runs what asks the store
     * @param meter counts what it does
     */
    record Setup(
            CoordinatorSettings settings,
            JobKinds kinds,
            BlobStore blobs,
            Optional<JobStore> store,
            Optional<Tenure> given,
            AtomicReference<Optional<Leader>> self,
            List<String> join,
            AtomicReference<Standing> standing,
            AtomicBoolean failed,
            Executor asking,
            NodeMeter meter) {}

    private final Setup setup;
    private final Cluster cluster;
    private Optional<ActorRef<CoordinatorCommand>> coordinator = Optional.empty();
    private boolean asking;
    private boolean failing;
    private long ticks;
    private long joinedTick;
    private int joins;

    private Candidate(ActorContext<Message> context, Setup setup) {
        super(context);
        this.setup = setup;
        this.cluster = Cluster.get(context.getSystem());
        setup.standing().set(Standing.UNKNOWN);
        context.spawn(Membership.create(() -> setup.standing().get().leads()), "membership");
        watchMembers();
        setup.given().ifPresent(this::lead);
    }

    static Behavior<Message> create(Setup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, TICK);
            return new Candidate(context, setup);
        }));
    }

    private void watchMembers() {
        ActorRef<UnreachableMember> unreachable =
                getContext().messageAdapter(UnreachableMember.class, event -> new Unreachable(event.member()));
        ActorRef<MemberRemoved> removed =
                getContext().messageAdapter(MemberRemoved.class, event -> new Removed(event.member()));
        cluster.subscriptions().tell(Subscribe.create(unreachable, UnreachableMember.class));
        cluster.subscriptions().tell(Subscribe.create(removed, MemberRemoved.class));
    }

    /** A process that was stopped itself takes all others for silent when it goes on: they get the time to be heard. */
    private Behavior<Message> onUnreachable(Unreachable message) {
        getContext().scheduleOnce(HEARING, getContext().getSelf(), new StillUnreachable(message.member()));
        return this;
    }

    private Behavior<Message> onStillUnreachable(StillUnreachable message) {
        Member member = message.member();
        if (cluster.state().getUnreachable().contains(member)
                && !Membership.hears(getContext().getSystem(), member.address())) {
            return onDeliver(new Deliver(nodeLost(member, "it is unreachable")));
        }
        return this;
    }

    /** A node that leaves the cluster sees all others go; that says nothing of them. */
    private Behavior<Message> onRemoved(Removed message) {
        return cluster.isTerminated()
                ? this
                : onDeliver(new Deliver(nodeLost(message.member(), "it was removed from the cluster")));
    }

    private static CoordinatorCommand nodeLost(Member member, String reason) {
        return new CoordinatorCommand.NodeLost(member.uniqueAddress().longUid(), reason);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Deliver.class, this::onDeliver)
                .onMessage(Tick.class, m -> onTick())
                .onMessage(Unreachable.class, this::onUnreachable)
                .onMessage(StillUnreachable.class, this::onStillUnreachable)
                .onMessage(Removed.class, this::onRemoved)
                .onMessage(Asked.class, this::onAsked)
                .onMessage(NotAsked.class, this::onNotAsked)
                .onSignal(ChildFailed.class, this::onFailed)
                .onSignal(Terminated.class, s -> onTermOver())
                .build();
    }

    private Behavior<Message> onDeliver(Deliver message) {
        if (coordinator.isPresent()) {
            coordinator.get().tell(message.command());
        } else if (message.command() instanceof LivenessOpened opened) {
            opened.close().run();
        }
        return this;
    }

    private Behavior<Message> onTick() {
        ticks++;
        Optional<Leader> self = setup.self().get();
        if (coordinator.isEmpty()
                && !asking
                && self.isPresent()
                && setup.store().isPresent()) {
            asking = true;
            JobStore store = setup.store().get();
            getContext()
                    .pipeToSelf(
                            CompletableFuture.supplyAsync(() -> ask(store, self.get()), setup.asking()),
                            (asked, error) -> error == null ? asked : new NotAsked(error));
        }
        return this;
    }

    private static Asked ask(JobStore store, Leader self) {
        Optional<Tenure> tenure = store.tryLead(self).map(term -> Tenure.of(store, term, self));
        return new Asked(new Standing(0, tenure.isPresent() ? Optional.of(self) : store.leader()), tenure);
    }

    private Behavior<Message> onAsked(Asked message) {
        asking = false;
        failing = false;
        if (message.tenure().isPresent()) {
            lead(message.tenure().get());
        } else {
            setup.standing().set(message.standing());
            message.standing().leader().ifPresent(leader -> joinUnlessMember(leader.node()));
        }
        return this;
    }

    private Behavior<Message> onNotAsked(NotAsked message) {
        asking = false;
        Throwable why =
                message.why() instanceof CompletionException e && e.getCause() != null ? e.getCause() : message.why();
        boolean mayPass = why instanceof StoreException
                && !(why instanceof StoreOpenException || why instanceof StoreDamagedException);
        if (!mayPass) {
            setup.failed().set(true);
            throw new IllegalStateException("can't find out who leads", why);
        }
        if (!failing) {
            failing = true;
            LOG.error("can't find out who leads, trying again: {}", why.getMessage());
        }
        setup.standing().set(Standing.UNKNOWN);
        return this;
    }

    private void lead(Tenure tenure) {
        joinUnlessMember(hostPort(cluster.selfMember().address()));
        ActorRef<CoordinatorCommand> child = getContext()
                .spawn(
                        CoordinatorActor.create(setup.settings(), setup.kinds(), setup.blobs(), tenure, setup.meter()),
                        CoordinatorHandle.NAME);
        getContext().watch(child);
        coordinator = Optional.of(child);
        setup.standing()
                .set(new Standing(tenure.term().epoch().number(), setup.self().get()));
        LOG.atInfo().addKeyValue("epoch", tenure.term().epoch().number()).log("leads");
    }

    /** A leader that is in no cluster forms one; a coordinator that stands by joins the leader's. */
    private void joinUnlessMember(String address) {
        boolean isMember = cluster.selfMember().status() != MemberStatus.removed();
        boolean isSelf = address.equals(hostPort(cluster.selfMember().address()));
        boolean isEarly = joins > 0 && ticks - joinedTick < TICKS_PER_JOIN;
        if (isMember || !isSelf && isEarly) {
            return;
        }
        boolean asTold = !isSelf && !setup.join().isEmpty() && joins % 2 == 1;
        String other = asTold ? setup.join().get(joins / 2 % setup.join().size()) : address;
        joinedTick = ticks;
        joins++;
        LOG.info("joins the cluster of {}", other);
        cluster.manager().tell(Join.create(address(other)));
    }

    private Address address(String hostPort) {
        return AddressFromURIString.parse("pekko://" + getContext().getSystem().name() + "@" + hostPort);
    }

    private static String hostPort(Address address) {
        return address.hostPort().substring(address.hostPort().indexOf('@') + 1);
    }

    private Behavior<Message> onFailed(ChildFailed signal) {
        setup.failed().set(true);
        throw new IllegalStateException("the coordinator has failed", signal.cause());
    }

    private Behavior<Message> onTermOver() {
        LOG.warn("leads no more: stands by");
        setup.standing().set(Standing.UNKNOWN);
        return Behaviors.stopped();
    }
}
