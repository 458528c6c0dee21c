package io.rangefold.coordinator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.node.CoordinatorNode;
import io.rangefold.coordinator.schedule.Census;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.metrics.MetricsPage;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/**
 * How much there is of everything, asked of the coordinator once for each scrape. One that does not lead has nothing of anything,
 * so that sums over all coordinators are those of the one that does.
 */
public final class CensusGauges implements MetricsPage {
    private static final long PATIENCE_MILLIS = 2_000;

    private final CoordinatorNode node;
    private final MetricsPage page;
    private final MeterRegistry registry;
    private volatile Census latest = Census.EMPTY;

    /**
     * @param node whose
     * @param registry where they are registered
     * @param page that shows the registry
     */
    public CensusGauges(CoordinatorNode node, MeterRegistry registry, MetricsPage page) {
        this.node = node;
        this.page = page;
        this.registry = registry;
        for (JobState state : JobState.values()) {
            gauge(
                    "jobs",
                    "Jobs by state; of those that have ended, the last ones",
                    "state",
                    state,
                    c -> of(c.jobs(), state));
        }
        for (WorkerView.State state : WorkerView.State.values()) {
            gauge("workers", "Registered workers", "state", state, c -> of(c.workers(), state));
        }
        for (Urgency urgency : Urgency.values()) {
            gauge(
                    "pending.ranges",
                    "Ranges that wait for a slot",
                    "urgency",
                    urgency,
                    c -> of(c.pendingRanges(), urgency));
        }
        slots("busy", Census::busySlots);
        slots("idle", Census::idleSlots);
        slots("hung", Census::hungSlots);
        gauge("pending.items", "Items of running jobs that no slot has yet", Census::pendingItems);
        gauge("leases", "Leases that slots hold", Census::leases);
        gauge("leader", "1 if this coordinator leads", census -> node.leads() ? 1 : 0);
    }

    private static <K> double of(Map<K, Long> counts, K key) {
        return counts.getOrDefault(key, 0L);
    }

    private void slots(String state, ToDoubleFunction<Census> value) {
        Gauge.builder("rangefold.slots", () -> value.applyAsDouble(latest))
                .description("Slots of registered workers: with a lease, without, and those that do not answer")
                .tag("state", state)
                .register(registry);
    }

    private void gauge(String name, String description, String label, Enum<?> word, ToDoubleFunction<Census> value) {
        Gauge.builder("rangefold." + name, () -> value.applyAsDouble(latest))
                .description(description)
                .tag(label, word.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Census> value) {
        Gauge.builder("rangefold." + name, () -> value.applyAsDouble(latest))
                .description(description)
                .register(registry);
    }

    /** A coordinator that is too busy to say how much there is shows what it said last. */
    @Override
    public Content read(String accept) {
        if (!node.leads()) {
            latest = Census.EMPTY;
        } else {
            try {
                latest = node.census().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // The counters are worth showing all the same.
            }
        }
        return page.read(accept);
    }
}
