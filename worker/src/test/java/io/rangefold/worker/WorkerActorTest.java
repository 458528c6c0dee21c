package io.rangefold.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.CoordinatorToWorker.Welcome;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Heartbeat;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import io.rangefold.protocol.WorkerToCoordinator.Register;
import io.rangefold.worker.WorkerActor.Command;
import io.rangefold.worker.WorkerActor.Connected;
import io.rangefold.worker.WorkerActor.FromCoordinator;
import io.rangefold.worker.slot.CountStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker of one slot between two coordinators, the second of which has followed the first. */
class WorkerActorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Epoch FIRST = new Epoch("memory", 1);
    private static final Epoch SECOND = new Epoch("memory", 2);
    private static final Range RANGE = Range.of(0, 1_000_000);

    private final ActorTestKit kit = ActorTestKit.create(
            "worker", ConfigFactory.parseResources("rangefold-worker.conf").withFallback(ConfigFactory.load()));
    private final ExecutorService uploads = Executors.newSingleThreadExecutor();
    private final Map<Long, Runnable> connections = new ConcurrentHashMap<>();
    private final Semaphore strides = new Semaphore(0);
    private final TestProbe<WorkerToCoordinator> old = kit.createTestProbe();
    private final TestProbe<WorkerToCoordinator> next = kit.createTestProbe();
    private final ActorRef<Command> worker = kit.spawn(WorkerActor.create(
            new WorkerSettings(new WorkerId("w"), "w", 1, "0.1", Duration.ofDays(1)),
            JobKinds.of(new CountKind(CountStage.of((low, high, context) -> {
                strides.acquireUninterruptibly();
                return high - low;
            }))),
            (host, port) -> new Access(),
            uploads,
            new CompletableFuture<>()));

    /** A coordinator's node port, of which only the connection matters. */
    private final class Access implements CoordinatorAccess {
        @Override
        public byte[] get(BlobId id) {
            throw new BlobUnavailableException("there are none", null);
        }

        @Override
        public void store(BlobId id, byte[] content) {}

        @Override
        public void keepAlive(WorkerId id, long session, Runnable ended) {
            connections.put(session, ended);
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        strides.release(Integer.MAX_VALUE / 2);
        kit.shutdownTestKit();
        uploads.shutdownNow();
    }

    private void say(CoordinatorToWorker message) {
        worker.tell(new FromCoordinator(message));
    }

    /** Passes over what comes at its own pace. */
    private static <T> T expect(TestProbe<WorkerToCoordinator> at, Class<T> type) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<WorkerToCoordinator> passed = new ArrayList<>();
        while (System.nanoTime() < end) {
            WorkerToCoordinator message = at.receiveMessage(PATIENCE);
            if (type.isInstance(message)) {
                return type.cast(message);
            }
            passed.add(message);
        }
        throw new AssertionError("no " + type.getSimpleName() + " among " + passed.size() + " messages, the last "
                + passed.get(passed.size() - 1));
    }

    private void join() {
        ActorRef<CoordinatorToWorker> answers = kit.spawn(Behaviors.<CoordinatorToWorker>receiveMessage(message -> {
            say(message);
            return Behaviors.same();
        }));
        worker.tell(new Connected(List.of(old.ref(), next.ref()), 0, answers));
        assertThat(expect(old, Hello.class).worker()).isEqualTo(new WorkerId("w"));
        say(new Welcome(FIRST, old.ref()));
        assertThat(expect(old, Register.class).heldEpoch()).isEmpty();
        say(new Registered(FIRST, 5, List.of(), 0));
        expect(old, Heartbeat.class);
    }

    private void grant() {
        say(new ToSlot(
                FIRST,
                0,
                new Grant(1, new JobId("j"), CountKind.NAME, new byte[0], 0, new byte[0], RANGE, Purpose.WORK, 1)));
    }

    @Test
    void leaseGoesOnWithTheNextCoordinator_underItsNewId_evenWhileItsSlotHearsNothing() {
        join();
        grant();
        strides.release();
        Commit commit = (Commit) expect(old, FromSlot.class).report();

        // From here on the slot is in its second stride, and reads no mail.
        connections.get(5L).run();
        expect(next, Hello.class);
        say(new Welcome(SECOND, next.ref()));
        Register register = expect(next, Register.class);
        assertThat(register.heldEpoch()).contains(FIRST);
        assertThat(register.held())
                .containsExactly(new Claim(
                        0, 1, new JobId("j"), 0, Purpose.WORK, 0, commit.range().high(), RANGE.high()));
        say(new Registered(SECOND, 9, List.of(new Kept(1, 71, 0)), 0));

        assertThat(expect(next, Heartbeat.class).slots())
                .extracting(SlotStatus::lease)
                .containsExactly(71L);
        strides.release();
        FromSlot report = expect(next, FromSlot.class);
        assertThat(report.report()).isEqualTo(commit.renamed(71));
        assertThat(report.sender().epoch()).isEqualTo(SECOND);
        assertThat(report.sender().session()).isEqualTo(9);
    }

    @Test
    void coordinatorThatWasFollowed_isObeyedNoMore() {
        join();
        grant();
        strides.release();
        expect(old, FromSlot.class);
        connections.get(5L).run();
        say(new Welcome(SECOND, next.ref()));
        expect(next, Register.class);
        say(new ToSlot(FIRST, 0, new Revoke(1)));
        say(new Registered(FIRST, 6, List.of(), 0));
        say(new Registered(SECOND, 9, List.of(new Kept(1, 71, 0)), 0));

        say(new ToSlot(FIRST, 0, new Revoke(71)));
        say(new RegisterAgain(FIRST));
        say(new Welcome(FIRST, old.ref()));
        say(new Registered(FIRST, 100, List.of(), 0));
        connections.get(5L).run();
        // It says so when the slot's mail has the news: the slot reads it behind the stride that is released now.
        expect(next, Heartbeat.class);
        strides.release();

        assertThat(expect(next, FromSlot.class).report().lease()).isEqualTo(71);
        Heartbeat heartbeat = expect(next, Heartbeat.class);
        assertThat(heartbeat.sender().epoch()).isEqualTo(SECOND);
        assertThat(heartbeat.slots()).extracting(SlotStatus::lease).containsExactly(71L);
        assertThat(connections).containsOnlyKeys(5L, 9L);
    }

    @Test
    void coordinatorThatIsSilent_andStillLeads_isComeBackTo() {
        join();
        connections.get(5L).run();
        expect(old, Hello.class);

        say(new Welcome(FIRST, old.ref()));
        assertThat(expect(old, Register.class).heldEpoch()).isEqualTo(Optional.of(FIRST));
        say(new Registered(FIRST, 6, List.of(), 0));

        assertThat(expect(old, Heartbeat.class).sender().session()).isEqualTo(6);
    }

    @Test
    void registrationThatNobodyAnswers_isLookedForAnew() {
        join();
        connections.get(5L).run();
        say(new Welcome(FIRST, old.ref()));
        expect(old, Register.class);

        expect(next, Hello.class);
        expect(next, Hello.class);
        say(new Welcome(SECOND, next.ref()));

        expect(next, Register.class);
    }
}
