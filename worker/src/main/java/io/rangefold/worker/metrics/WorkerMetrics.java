package io.rangefold.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rangefold.metrics.Exposition;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.worker.WorkerMeter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** What a worker has done since its process began. Labels have the words of enums only. */
public final class WorkerMetrics implements WorkerMeter {
    private final MeterRegistry registry;
    private final Counter items;
    private final Timer strides;
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Counter sent;
    private final Counter repeated;
    private final Counter acknowledged;
    private final Timer latency;
    private final Counter notStored;
    private final Counter registrations;
    // Held here: the registry itself does not keep what it looks at alive.
    private volatile List<SlotGauge> slots = List.of();
    private volatile SlotTimes times = new SlotTimes(List.of(), 0);
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger draining = new AtomicInteger();

    /** Registers everything at once, so that each series is there from the first scrape on. */
    public WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        items = counter("items", "Items computed, those too that were not committed");
        strides = timer("stride.duration", "Time of strides in kernels");
        for (Failure failure : Failure.values()) {
            failures.put(
                    failure,
                    Counter.builder("rangefold.worker.stride.failures")
                            .description("Strides that failed")
                            .tag("kind", failure.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        sent = counter("commits.sent", "Commits sent, each counted once");
        repeated = counter("commits.repeated", "Commits sent again because no answer had come");
        acknowledged = counter("commits.acknowledged", "Commits that are safe");
        latency = timer("commit.latency", "From sending a commit, once its output is stored, until it is acknowledged");
        notStored = counter("outputs.not.stored", "Outputs that could not be stored, and are sent again");
        registrations = counter("registrations", "Registrations with a coordinator");
        gauge("registered", "1 while a coordinator is registered with", registered);
        gauge("draining", "1 while everything is given back", draining);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("rangefold.worker." + name)
                .description(description)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder("rangefold.worker." + name)
                .description(description)
                .serviceLevelObjectives(Exposition.latencyBounds())
                .register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder("rangefold.worker." + name, value, AtomicInteger::get)
                .description(description)
                .register(registry);
    }

    @Override
    public void slots(List<SlotGauge> all) {
        slots = List.copyOf(all);
        times = new SlotTimes(slots, System.nanoTime());
        slotSeconds("busy", SlotTimes::busySeconds);
        slotSeconds("idle", SlotTimes::idleSeconds);
        Gauge.builder("rangefold.worker.slots", () -> slots.size())
                .description("Slots of the pool")
                .register(registry);
        Gauge.builder("rangefold.worker.leases", () -> leases(slots))
                .description("Leases that slots hold")
                .register(registry);
    }

    private static double leases(List<SlotGauge> slots) {
        return slots.stream().mapToInt(SlotGauge::leases).sum();
    }

    private void slotSeconds(String state, ToDoubleFunction<SlotTimes> value) {
        FunctionCounter.builder("rangefold.worker.slot", times, value)
                .description("Time that slots were in kernels, and were not")
                .baseUnit("seconds")
                .tag("state", state)
                .register(registry);
    }

    @Override
    public void strode(long count, long nanos) {
        items.increment(count);
        strides.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(Failure failure) {
        failures.get(failure).increment();
    }

    @Override
    public void sent(boolean again) {
        (again ? repeated : sent).increment();
    }

    @Override
    public void acknowledged(long nanos) {
        acknowledged.increment();
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void notStored() {
        notStored.increment();
    }

    @Override
    public void registered(boolean now) {
        registered.set(now ? 1 : 0);
        if (now) {
            registrations.increment();
        }
    }

    @Override
    public void draining() {
        draining.set(1);
    }
}
