package io.rangefold.cli.fake;

import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.node.RunningCoordinator;
import io.rangefold.cli.node.RunningWorker;
import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.coordinator.service.JobService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts nothing but {@link FakeJobs}, and notes what was asked for. */
public final class FakeNodes implements NodeLauncher {
    private final FakeJobs jobs;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    public FakeNodes(FakeJobs jobs) {
        this.jobs = jobs;
    }

    /** What was started and closed. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public EmbeddedCluster startEmbedded(int slots) {
        return cluster("embedded slots=" + slots);
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
        log.add("coordinator " + settings.bind() + ":" + settings.port() + " " + settings.advertise());
        return new RunningCoordinator() {
            @Override
            public JobService jobs() {
                return jobs;
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
