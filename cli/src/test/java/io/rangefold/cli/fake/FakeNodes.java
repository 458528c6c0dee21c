package io.rangefold.cli.fake;

import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.node.RunningCoordinator;
import io.rangefold.cli.node.RunningWorker;
import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.coordinator.api.Leadership;
import io.rangefold.coordinator.service.JobService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts nothing but {@link FakeJobs}, and notes what was asked for. */
public final class FakeNodes implements NodeLauncher {
    private final FakeJobs jobs;
    private volatile Leadership leadership = Leadership.ALONE;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    public FakeNodes(FakeJobs jobs) {
        this.jobs = jobs;
    }

    /** Which coordinator leads, from now on. */
    public void lead(Leadership now) {
        leadership = now;
    }

    /** What was started and closed. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public EmbeddedCluster startEmbedded(int slots, Optional<String> data) {
        return cluster(
                "embedded slots=" + slots + data.map(place -> " data=" + place).orElse(""));
    }

    @Override
    public EmbeddedCluster startLocalCluster(int workers, int slotsPerWorker) {
        return cluster("cluster workers=" + workers + " slots=" + slotsPerWorker);
    }

    private EmbeddedCluster cluster(String what) {
        log.add(what);
        return new EmbeddedCluster() {
            @Override
            public JobService jobs() {
                return jobs;
            }

            @Override
            public void close() {
                log.add("closed");
            }
        };
    }

    @Override
    public RunningCoordinator startCoordinator(CoordinatorSettings settings) {
        log.add("coordinator " + settings.bind() + ":" + settings.port() + " " + settings.advertise()
                + settings.data().map(place -> " data=" + place).orElse("")
                + (settings.join().isEmpty() ? "" : " join=" + settings.join()));
        return new RunningCoordinator() {
            @Override
            public JobService jobs() {
                return jobs;
            }

            @Override
            public Leadership leadership() {
                return leadership;
            }

            @Override
            public int port() {
                return 25520;
            }

            @Override
            public int nodePort() {
                return 25521;
            }

            @Override
            public CompletionStage<Void> ended() {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {
                log.add("closed");
            }
        };
    }

    @Override
    public RunningWorker startWorker(WorkerSettings settings) {
        log.add("worker " + settings.name() + " joins " + settings.join() + " slots=" + settings.slots());
        return new RunningWorker() {
            @Override
            public String name() {
                return settings.name();
            }

            @Override
            public CompletionStage<Void> ended() {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {
                log.add("drained");
            }
        };
    }
}
