package io.rangefold.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A process's registry of metrics, with those of its JVM, as Prometheus reads it: in OpenMetrics where it asks for that, else in
 * Prometheus' own text format.
 */
public final class Exposition implements MetricsPage, AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int USUAL_BYTES = 32 * 1024;

    private static final long[] BOUNDS_MICROS = {
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private Exposition() {}

    /**
     * A registry that has the JVM's metrics.
     *
     * @param role {@code coordinator} or {@code worker}
     * @param version of the software
     */
    public static Exposition create(String role, String version) {
        Exposition made = new Exposition();
        made.bindJvm();
        Gauge.builder("rangefold.build.info", () -> 1)
                .description("Always 1: which software this is")
                .tag("version", version)
                .tag("role", role)
                .register(made.registry);
        return made;
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Where metrics are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Upper bounds of the buckets of every latency: 0.5 ms to 10 s. */
    public static Duration[] latencyBounds() {
        Duration[] bounds = new Duration[BOUNDS_MICROS.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Duration.ofNanos(1_000 * BOUNDS_MICROS[i]);
        }
        return bounds;
    }

    @Override
    public Content read(String accept) {
        String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try {
            registry.scrape(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content(type, bytes.toByteArray());
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
