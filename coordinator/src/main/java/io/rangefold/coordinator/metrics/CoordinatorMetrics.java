package io.rangefold.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rangefold.coordinator.node.NodeMeter;
import io.rangefold.coordinator.schedule.Cause;
import io.rangefold.coordinator.schedule.Note;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.metrics.Exposition;
import io.rangefold.protocol.Purpose;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What a coordinator has done since its process began. A label has the words of an enum only: never a job's or a worker's. */
public final class CoordinatorMetrics implements NodeMeter {
    private final MeterRegistry registry;
    private final Counter submitted;
    private final Map<JobState, Counter> ended = new EnumMap<>(JobState.class);
    private final Map<Purpose, Counter> leased;
    private final Map<Cause, Counter> redispatched;
    private final Counter stolen;
    private final Counter items;
    private final Counter commits;
    private final Timer commitLatency;
    private final Counter useful;
    private final Counter verification;
    private final Counter lost;
    private final Counter busy;
    private final Counter idle;
    private final Timer inbox;
    private final Timer store;
    private final Counter changes;
    private final Counter troubles;
    private final Counter joined;
    private final Counter workersLost;
    private final Counter left;
    private final Counter quarantined;
    private final AtomicInteger troubled = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    /** Registers everything at once, so that each series is there from the first scrape on. */
    public CoordinatorMetrics(MeterRegistry registry) {
        this.registry = registry;
        submitted = counter("jobs.submitted", "Jobs accepted");
        for (JobState state : JobState.values()) {
            if (state.isTerminal()) {
                ended.put(state, counter("jobs.ended", "Jobs that have ended", "outcome", word(state)));
            }
        }
        leased = counters(Purpose.class, p -> counter("leases.granted", "Leases given to slots", "purpose", word(p)));
        redispatched = counters(
                Cause.class,
                cause -> counter("leases.redispatched", "Ranges that became pending again", "cause", word(cause)));
        stolen = counter("leases.stolen", "Leases cut short to give an idle slot work");
        items = counter("items.committed", "Items that were committed, those too that were taken back later");
        commits = counter("commits", "Commits accepted");
        commitLatency = timer("commit.latency", "From a commit's arrival until it is durable and may be acknowledged");
        useful = cpu("useful", "Time of slots in kernels");
        verification = cpu("verification", "Time of slots in kernels");
        lost = cpu("lost", "Time of slots in kernels");
        busy = slotSeconds("busy");
        idle = slotSeconds("idle");
        inbox = timer("inbox.wait", "How long workers' messages waited for the coordinator's actor");
        store = timer("store.latency", "From the first attempt to write a group until it is durable");
        changes = counter("store.changes", "Changes made durable");
        troubles = counter("store.troubles", "How often the store could not be written for a while");
        joined = counter("workers.joined", "Workers that have joined");
        workersLost = counter("workers.lost", "Workers that have died, or were not heard any more");
        left = counter("workers.left", "Workers that have drained and left");
        quarantined = counter("workers.quarantined", "Workers found to compute wrongly");
        gauge("store.troubled", "1 while nothing can be made durable", troubled);
        gauge("liveness.connections", "Open liveness connections of workers", connections);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <K extends Enum<K>> Map<K, Counter> counters(Class<K> keys, Function<K, Counter> maker) {
        Map<K, Counter> all = new EnumMap<>(keys);
        Set.of(keys.getEnumConstants()).forEach(key -> all.put(key, maker.apply(key)));
        return all;
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder("rangefold." + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private Counter cpu(String use, String description) {
        return Counter.builder("rangefold.cpu")
                .description(description + ": for commits, for comparisons, and without a commit, as far as is known")
                .baseUnit("seconds")
                .tag("use", use)
                .register(registry);
    }

    private Counter slotSeconds(String state) {
        return Counter.builder("rangefold.slot")
                .description("Time that slots of registered workers held a lease, and held none")
                .baseUnit("seconds")
                .tag("state", state)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder("rangefold." + name)
                .description(description)
                .serviceLevelObjectives(Exposition.latencyBounds())
                .register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder("rangefold." + name, value, AtomicInteger::get)
                .description(description)
                .register(registry);
    }

    @Override
    public void leased(Purpose purpose) {
        leased.get(purpose).increment();
    }

    @Override
    public void stolen() {
        stolen.increment();
    }

    @Override
    public void redispatched(Cause cause, int ranges) {
        redispatched.get(cause).increment(ranges);
    }

    @Override
    public void committed(long count, long busyNanos) {
        commits.increment();
        items.increment(count);
        useful.increment(busyNanos / 1e9);
    }

    @Override
    public void durable(long nanos) {
        commitLatency.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void verified(long busyNanos) {
        verification.increment(busyNanos / 1e9);
    }

    @Override
    public void lost(long nanos) {
        lost.increment(nanos / 1e9);
    }

    @Override
    public void noted(Note note) {
        if (note instanceof Note.JobSubmitted) {
            submitted.increment();
        } else if (note instanceof Note.JobEnded n) {
            ended.get(JobState.valueOf(n.state())).increment();
        } else if (note instanceof Note.WorkerJoined) {
            joined.increment();
        } else if (note instanceof Note.WorkerLost) {
            workersLost.increment();
        } else if (note instanceof Note.WorkerLeft) {
            left.increment();
        } else if (note instanceof Note.WorkerQuarantined) {
            quarantined.increment();
        }
    }

    @Override
    public void received(long waitedNanos) {
        inbox.record(waitedNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void slotTime(int busySlots, int idleSlots, long nanos) {
        busy.increment(busySlots * (nanos / 1e9));
        idle.increment(idleSlots * (nanos / 1e9));
    }

    @Override
    public void stored(int count, long nanos) {
        store.record(nanos, TimeUnit.NANOSECONDS);
        changes.increment(count);
    }

    @Override
    public void storeTroubled(boolean now) {
        troubled.set(now ? 1 : 0);
        if (now) {
            troubles.increment();
        }
    }

    @Override
    public void connections(int change) {
        connections.addAndGet(change);
    }
}
