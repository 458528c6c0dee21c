package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.coordinator.document.HealthDocument;
import io.rangefold.coordinator.document.HealthDocument.Role;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobService;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a supervisor or a load balancer asks of this coordinator, whether it leads or not: {@code /health/live}, which fails when
 * the process should be started anew, and {@code /health/ready}, which fails when no requests should be sent to it.
 */
final class HealthRoutes {
    private static final long ANSWER_SECONDS = 5;

    private final JobService jobs;
    private final Leadership leadership;

    HealthRoutes(JobService jobs, Leadership leadership) {
        this.jobs = jobs;
        this.leadership = leadership;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/health/live", this::live);
        routes.get("/health/ready", this::ready);
    }

    /** A store that is in trouble is no reason to start the process anew. */
    private void live(Context context) throws IOException {
        HealthDocument.Health health = health();
        answer(context, health, health.role() != Role.LEADER || health.answers());
    }

    /** One that stands by is ready when it knows where to send everybody. */
    private void ready(Context context) throws IOException {
        HealthDocument.Health health = health();
        boolean leadsWell = health.answers() && health.trouble().isEmpty();
        answer(context, health, health.role() == Role.LEADER ? leadsWell : health.role() == Role.STANDBY);
    }

    private static void answer(Context context, HealthDocument.Health health, boolean well) throws IOException {
        context.status(well ? 200 : Replies.UNAVAILABLE);
        Replies.json(context, json -> HealthDocument.write(json, well, health));
    }

    private HealthDocument.Health health() {
        if (!leadership.leads()) {
            Optional<String> leader = leadership.leaderApi();
            return new HealthDocument.Health(
                    leader.isPresent() ? Role.STANDBY : Role.NONE, leader, false, Optional.empty());
        }
        try {
            Optional<JobFault> trouble = jobs.trouble().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return new HealthDocument.Health(Role.LEADER, Optional.empty(), true, trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It says so below.
        }
        return new HealthDocument.Health(Role.LEADER, Optional.empty(), false, Optional.empty());
    }
}
