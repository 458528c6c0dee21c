package io.rangefold.benchmark.commits;

import io.rangefold.benchmark.Jvm;
import io.rangefold.benchmark.kind.CountKind;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The floor under a commit: the same three messages through the same transport and serializer, with nothing behind them.
 * Each commit that comes in is answered with an acknowledgement and a grant of one index.
 */
final class RawServer implements Contender {
    private static final Epoch EPOCH = new Epoch("raw", 1);
    private static final JobId JOB = new JobId("raw-0000000000");

    private final int slots;
    private final ActorSystem<WorkerToCoordinator> system;
    private final List<Jvm> clients = new ArrayList<>();
    private final Map<WorkerId, ActorRef<CoordinatorToWorker>> refs = new ConcurrentHashMap<>();
    private final AtomicLong leases = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private volatile boolean going;

    /** Starts client JVMs with so many grants in flight for each. */
    RawServer(int workers, int slots) throws InterruptedException {
        this.slots = slots;
        this.system = RawNode.start(
                Behaviors.receiveMessage(message -> {
                    receive(message);
                    return Behaviors.same();
                }),
                "raw");
        String address = ActorRefResolver.get(system).toSerializationFormat(system);
        for (int i = 0; i < workers; i++) {
            clients.add(Jvm.start(RawClient.class, List.of(address, "client-" + i)));
        }
        Waiting.until("clients", () -> refs.size() == workers);
    }

    private void receive(WorkerToCoordinator message) {
        if (message instanceof Hello hello) {
            refs.put(hello.worker(), hello.replyTo());
        } else if (message instanceof FromSlot from && from.report() instanceof Commit commit) {
            commits.lazySet(commits.get() + 1);
            ActorRef<CoordinatorToWorker> ref = refs.get(from.sender().worker());
            if (going) {
                grant(ref, from.slot());
            }
            Acknowledge done = new Acknowledge(commit.lease(), commit.range().high(), true);
            ref.tell(new ToSlot(EPOCH, from.slot(), done));
        }
    }

    private void grant(ActorRef<CoordinatorToWorker> ref, int slot) {
        long lease = leases.incrementAndGet();
        Range range = Range.of(lease, lease + 1);
        byte[] spec = new byte[Long.BYTES];
        ref.tell(new ToSlot(
                EPOCH, slot, new Grant(lease, JOB, CountKind.NAME, spec, 0, new byte[0], range, Purpose.WORK, 1)));
    }

    @Override
    public void go() {
        going = true;
        refs.values().forEach(ref -> {
            for (int slot = 0; slot < slots; slot++) {
                grant(ref, slot);
            }
        });
    }

    @Override
    public long commits() {
        return commits.get();
    }

    @Override
    public void stop() throws InterruptedException {
        going = false;
        Waiting.until("the last commits", () -> commits.get() == leases.get());
    }

    @Override
    public Duration workersCpu() {
        return clients.stream().map(Jvm::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        clients.forEach(Jvm::close);
        system.terminate();
    }
}
