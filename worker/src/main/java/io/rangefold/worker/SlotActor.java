package io.rangefold.worker;

import io.rangefold.job.KernelStoppedException;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import io.rangefold.worker.slot.Stride;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Runs a {@link SlotMachine} on a thread of its own. Events wait in a {@link Mailbox} that the kernel's polls can read too;
 * the actor's own messages only say that there are some.
 */
final class SlotActor {
    private final SlotMachine machine;
    private final Mailbox mailbox;
    private final Outbox outbox;
    private final WorkerMeter meter;

    /** There is mail, or a stride to be computed. */
    record Wake() {}

    private static final Wake WAKE = new Wake();

    /** What a slot is to do, and what it shows to others. Thread-safe. */
    static final class Mailbox implements WorkerMeter.SlotGauge {
        private static final int INPUT_FACTOR = 10;

        private final Queue<BiConsumer<SlotMachine, Long>> events = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean woken = new AtomicBoolean();
        private final AtomicBoolean ticking = new AtomicBoolean();
        private volatile long tickedNanos;
        private volatile boolean computing;
        private volatile long phaseNanos = System.nanoTime();
        private volatile long busyNanos;
        private volatile List<SlotStatus> held = List.of();
        private volatile List<Claim> claims = List.of();
        private volatile Optional<ActorRef<Wake>> actor = Optional.empty();

        /** Has {@code event} done to the machine, with the time in nanoseconds, between strides or in a poll. */
        void post(BiConsumer<SlotMachine, Long> event) {
            events.add(event);
            wake();
        }

        /** Lets the machine know that time passes; one such event waits at most. */
        void tick(long nowNanos) {
            if (ticking.compareAndSet(false, true)) {
                tickedNanos = nowNanos;
                post((machine, now) -> {
                    ticking.set(false);
                    machine.tick(now);
                });
            }
        }

        /** Whether the slot has not read its mail for so long that it will not come back. */
        boolean isHung(long afterNanos, long nowNanos) {
            // Between strides it may wait for input, again and again, each time with some patience.
            long deafNanos = Math.min(nowNanos - tickedNanos, nowNanos - phaseNanos);
            return ticking.get() && deafNanos / (computing ? 1 : INPUT_FACTOR) > afterNanos;
        }

        private void computes() {
            phaseNanos = System.nanoTime();
            computing = true;
        }

        /** Gives how long it has computed. Only the slot's own thread changes these. */
        private long rests() {
            long now = System.nanoTime();
            long nanos = now - phaseNanos;
            computing = false;
            phaseNanos = now;
            busyNanos += nanos;
            return nanos;
        }

        @Override
        public long busyNanos(long nowNanos) {
            long since = phaseNanos;
            return busyNanos + (computing ? Math.max(0, nowNanos - since) : 0);
        }

        @Override
        public int leases() {
            return held.size();
        }

        private void wake() {
            if (woken.compareAndSet(false, true)) {
                actor.ifPresent(ref -> ref.tell(WAKE));
            }
        }

        void attach(ActorRef<Wake> ref) {
            actor = Optional.of(ref);
            woken.set(true);
            ref.tell(WAKE);
        }

        /** What the slot held a moment ago. */
        List<SlotStatus> held() {
            return held;
        }

        /** The same, for registrations. */
        List<Claim> claims() {
            return claims;
        }

        /** Whether there was anything. */
        private boolean deliver(SlotMachine machine, long nowNanos) {
            boolean any = false;
            for (var event = events.poll(); event != null; event = events.poll()) {
                event.accept(machine, nowNanos);
                any = true;
            }
            return any;
        }
    }

    /**
     * Keeps what a slot says until it shows the state that follows from it: a coordinator is not to know a commit that the next
     * registration does not claim. Used by the slot's thread alone.
     */
    static final class Outbox implements SlotOutput {
        private final SlotOutput to;
        private final List<Runnable> waiting = new ArrayList<>();

        Outbox(SlotOutput to) {
            this.to = to;
        }

        @Override
        public void report(SlotReport report) {
            waiting.add(() -> to.report(report));
        }

        @Override
        public void reportWithOutput(Commit commit, byte[] output) {
            waiting.add(() -> to.reportWithOutput(commit, output));
        }

        private void send() {
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }

    private SlotActor(SlotMachine machine, Mailbox mailbox, Outbox outbox, WorkerMeter meter) {
        this.meter = meter;
        this.machine = machine;
        this.mailbox = mailbox;
        this.outbox = outbox;
    }

    /**
     * @param machine whose output is {@code outbox}
     * @param mailbox what it is to do
     * @param meter counts what it does
     */
    static Behavior<Wake> create(SlotMachine machine, Mailbox mailbox, Outbox outbox, WorkerMeter meter) {
        return Behaviors.setup(context -> {
            SlotActor slot = new SlotActor(machine, mailbox, outbox, meter);
            return Behaviors.receiveMessage(wake -> {
                slot.step();
                return Behaviors.same();
            });
        });
    }

    /** Reads the mail and computes one stride, if there is one. */
    private void step() {
        mailbox.woken.set(false);
        if (mailbox.deliver(machine, System.nanoTime())) {
            publish();
        }
        Optional<Stride<?>> stride = machine.begin(System.nanoTime());
        publish();
        if (stride.isPresent()) {
            Stride<?> running = stride.get();
            mailbox.computes();
            running.compute(index -> poll(running, index));
            meter.strode(running.range().size(), mailbox.rests());
            machine.complete(running, System.nanoTime());
            publish();
            mailbox.wake();
        }
    }

    /** @throws KernelStoppedException if the stride is no longer wanted */
    private long poll(Stride<?> running, long index) {
        long now = System.nanoTime();
        machine.enterPoll(index);
        // What is shown is what a registration claims: it follows every event. Ticks are some of them.
        boolean any = mailbox.deliver(machine, now);
        long end = machine.pollEnd(running, index, now);
        if (any) {
            publish();
        }
        return end;
    }

    private void publish() {
        mailbox.held = machine.held();
        mailbox.claims = machine.claims();
        outbox.send();
    }
}
