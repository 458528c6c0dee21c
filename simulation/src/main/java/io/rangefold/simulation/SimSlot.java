package io.rangefold.simulation;

import io.rangefold.job.KernelStoppedException;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import io.rangefold.worker.slot.SlotSettings;
import io.rangefold.worker.slot.Stride;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A slot: the real state machine; its mail waits while a stride is computed, and computing takes virtual time only. */
final class SimSlot {
    private static final long POLL_NANOS = 10_000_000;

    private final int number;
    private final SimProcess process;
    private final SlotMachine machine;
    private final Queue<Consumer<SlotMachine>> mail = new ArrayDeque<>();
    private final Map<Long, Grant> grants = new HashMap<>();
    private List<SlotStatus> held = List.of();
    private List<Claim> claims = List.of();
    private @Nullable Stride<?> running;
    private boolean hangs;

    SimSlot(int number, SimProcess process, SlotOutput output) {
        this.number = number;
        this.process = process;
        this.machine = new SlotMachine(number, SlotSettings.DEFAULT, process::stage, output);
    }

    /** What it held when it last said so. */
    List<SlotStatus> held() {
        return held;
    }

    /** The same, for registrations. */
    List<Claim> claims() {
        return claims;
    }

    /** The next stride never ends. */
    void hang() {
        hangs = true;
    }

    /** Whether it computes a stride that never ends. */
    boolean isHanging() {
        return hangs && running != null;
    }

    /** What is computed at present; nothing between strides. */
    Optional<Stride<?>> running() {
        return Optional.ofNullable(running);
    }

    void command(SlotCommand command) {
        post(m -> {
            if (command instanceof Grant grant) {
                grants.put(grant.lease(), grant);
            }
            m.handle(command, process.now());
        });
    }

    /** Leases go on, perhaps under other numbers; all others are dropped. */
    void keepOnly(Map<Long, Kept> leases) {
        post(m -> {
            m.keepOnly(leases, process.now());
            leases.values().stream()
                    .filter(kept -> grants.containsKey(kept.lease()))
                    .forEach(kept ->
                            grants.put(kept.newLease(), grants.get(kept.lease()).renamed(kept.newLease())));
        });
    }

    /** Has {@code event} done to the machine, as soon as no stride is in the way. */
    void post(Consumer<SlotMachine> event) {
        mail.add(event);
        if (running == null) {
            step();
        }
    }

    private void readMail() {
        for (var event = mail.poll(); event != null; event = mail.poll()) {
            event.accept(machine);
        }
    }

    private void publish() {
        held = machine.held();
        claims = machine.claims();
        if (held.size() > 2) {
            throw new IllegalStateException(process.id() + " slot " + number + " holds " + held);
        }
    }

    private void step() {
        readMail();
        Optional<Stride<?>> next = machine.begin(process.now());
        publish();
        if (next.isPresent() && process.isAlive()) {
            begin(next.get());
        }
    }

    private void begin(Stride<?> stride) {
        running = stride;
        if (hangs) {
            return;
        }
        Grant grant = grant();
        TestJob job = process.job(grant);
        OptionalLong death = process.deathIn(grant, stride.range());
        if (death.isPresent()) {
            Range before = stride.range().before(death.getAsLong());
            process.after(nanos(job, grant, before), process::killed);
        } else if (job.polls()) {
            compute(stride, stride.range().low(), 0);
        } else {
            process.after(nanos(job, grant, stride.range()), () -> end(stride, false));
        }
    }

    private Grant grant() {
        grants.keySet().removeIf(lease -> held.stream().noneMatch(status -> status.lease() == lease));
        return grants.get(held.get(held.size() - 1).lease());
    }

    private long nanos(TestJob job, Grant grant, Range range) {
        return (long) (job.nanosOf(grant.stage(), range) / process.speed());
    }

    /** Computes from {@code index} on, on which {@code spent} nanoseconds were spent already, up to the next poll. */
    private void compute(Stride<?> stride, long index, long spent) {
        if (index >= stride.range().high()) {
            end(stride, false);
            return;
        }
        Grant grant = grants.get(held.get(held.size() - 1).lease());
        long whole = nanos(process.job(grant), grant, Range.of(index, index + 1));
        long now = Math.min(POLL_NANOS, whole - spent);
        boolean done = spent + now >= whole;
        process.after(Math.max(now, 1), () -> poll(stride, index, done ? -1 : spent + now));
    }

    private void poll(Stride<?> stride, long index, long spent) {
        machine.enterPoll(index);
        readMail();
        try {
            machine.pollEnd(stride, index, process.now());
        } catch (KernelStoppedException e) {
            end(stride, true);
            return;
        }
        publish();
        compute(stride, spent < 0 ? index + 1 : index, Math.max(spent, 0));
    }

    private void end(Stride<?> stride, boolean stopped) {
        stride.compute(index -> {
            if (stopped) {
                throw new KernelStoppedException();
            }
            return stride.range().high();
        });
        process.computed(stride.range());
        machine.complete(stride, process.now());
        running = null;
        step();
    }
}
