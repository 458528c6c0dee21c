package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.kind.CountJob;
import io.rangefold.benchmark.kind.CountKind;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Commits a second through the coordinator's core alone: no actors, no messages, saving that costs nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class SchedulerBenchmark {
    private static final Epoch EPOCH = new Epoch("0123456789ab", 1);
    private static final int WORKERS = 2;
    private static final int SETTLING = 100;
    private static final long STEP_NANOS = 1_000;
    private static final long BUSY_NANOS = 1_000;
    private static final long ENDLESS = 1L << 60;
    private static final JobOptions UNCHECKED =
            new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, new VerifyMode.None());

    /** What a commit is. */
    public enum Leases {
        /** The end of a lease, whose slot gets another one. */
        ONE_INDEX(1),
        /** A part of a lease that goes on: what happens once a second in real jobs. */
        ENDLESS(Long.MAX_VALUE);

        private final long targetNanos;

        Leases(long targetNanos) {
            this.targetNanos = targetNanos;
        }
    }

    @Param
    private Leases leases = Leases.ONE_INDEX;

    /** Slots of all workers together. */
    @Param({"2", "64", "1024"})
    private int slots = 2;

    @Param({"1", "16"})
    private int jobs = 1;

    private LeaseQueue queue = new LeaseQueue();
    private Scheduler scheduler = new Scheduler(EPOCH, 0, SchedulerSettings.DEFAULT, queue, 1, 0, Instant.EPOCH);
    private long nowNanos;

    /** Starts anew, so that every iteration has as much to remember, and checks that commits count. */
    @Setup(Level.Iteration)
    public void prepare() {
        queue = new LeaseQueue();
        nowNanos = 0;
        scheduler = new Scheduler(EPOCH, 0, settings(), queue, 1, nowNanos, Instant.EPOCH);
        for (int worker = 0; worker < WORKERS; worker++) {
            WorkerId id = new WorkerId("worker-" + worker);
            scheduler.register(
                    new Registration(id, id.value(), "", slots / WORKERS, List.of(), Optional.empty()), nowNanos);
        }
        for (int job = 0; job < jobs; job++) {
            CountJob count = new CountJob(ENDLESS);
            scheduler.submit(new JobId("job-" + job), CountKind.NAME, count, UNCHECKED, nowNanos);
        }
        // Until every slot has something to do.
        for (int i = 0; i < SETTLING * slots; i++) {
            commit();
        }
        long before = queue.acknowledged();
        for (int i = 0; i < slots; i++) {
            commit();
        }
        WrongAnswerException.check("acknowledged", (long) slots, queue.acknowledged() - before);
        WrongAnswerException.check("slots at work", slots, queue.waiting());
        scheduler.checkInvariants();
    }

    private SchedulerSettings settings() {
        SchedulerSettings like = SchedulerSettings.DEFAULT;
        return new SchedulerSettings(
                like.tickNanos(),
                like.leaseTimeoutNanos(),
                like.resendNanos(),
                like.trimTimeoutNanos(),
                like.leastStealNanos(),
                like.backoffNanos(),
                like.maxBackoffNanos(),
                like.agingNanos(),
                like.quantumNanos(),
                leases.targetNanos);
    }

    /** One commit of one index: applied, saved, acknowledged; the next lease granted if this one is at its end. */
    @Benchmark
    public long commit() {
        LeaseQueue.Held held = queue.next();
        Range index = held.takeOne();
        byte[] partial = ByteBuffer.allocate(Long.BYTES).putLong(1).array();
        Commit commit = new Commit(held.lease(), index, partial, Optional.empty(), BUSY_NANOS, "none");
        nowNanos += STEP_NANOS;
        report(held, commit);
        if (held.isOpen()) {
            queue.add(held);
        }
        for (Optional<Trim> trim = queue.trim(); trim.isPresent(); trim = queue.trim()) {
            long end = trim.get().end();
            queue.held(trim.get().lease()).ifPresent(of -> report(of, of.trim(end)));
        }
        return held.lease();
    }

    private void report(LeaseQueue.Held held, SlotReport report) {
        scheduler.report(new Sender(EPOCH, held.worker(), held.session()), held.slot(), report, nowNanos);
        for (Optional<Long> group = queue.unsaved(); group.isPresent(); group = queue.unsaved()) {
            scheduler.groupDurable(group.get(), nowNanos);
        }
    }
}
