package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.metrics.MetricsPage;
import java.util.Optional;

/** What this very coordinator shows to Prometheus: one that stands by is asked too, and not sent elsewhere. */
final class MetricsRoute {
    private final MetricsPage page;

    MetricsRoute(MetricsPage page) {
        this.page = page;
    }

    void addTo(RoutesConfig routes) {
        routes.get(MetricsPage.PATH, this::show);
    }

    private void show(Context context) {
        String accept = Optional.ofNullable(context.header("Accept")).orElse("");
        MetricsPage.Content content = page.read(accept);
        context.contentType(content.type()).result(content.body());
    }
}
