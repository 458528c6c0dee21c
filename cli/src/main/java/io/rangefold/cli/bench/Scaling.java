package io.rangefold.cli.bench;

import io.rangefold.cli.bench.ScalingReport.Place;
import io.rangefold.cli.bench.ScalingReport.Subject;
import io.rangefold.cli.bench.ScalingReport.Surroundings;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.output.Output;
import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Measures how a job scales: starts what computes, lets it compute in turns, and ends it. */
public final class Scaling {
    private final Output output;
    private final Interrupts.Section section;

    public Scaling(Output output, Interrupts.Section section) {
        this.output = output;
        this.section = section;
    }

    /**
     * On clusters of this machine, one for each size, all of them there until the end.
     *
     * @param request what is computed
     * @param command what was typed
     */
    public ScalingReport onThisMachine(
            Supplier<NodeLauncher> launcher, JobKind kind, JobRequest request, ScalingPlan plan, String command)
            throws IOException {
        boolean processes = plan.sizes().get(0).workers() > 0;
        List<EmbeddedCluster> clusters = new ArrayList<>();
        try {
            List<Contestant> contestants = new ArrayList<>();
            for (Size size : plan.sizes()) {
                EmbeddedCluster cluster = processes
                        ? launcher.get().startLocalCluster(size.workers(), size.slots())
                        : launcher.get().startEmbedded(size.slots(), Optional.empty());
                clusters.add(cluster);
                contestants.add(() -> new TimedJob(output, section).run(cluster.jobs(), request));
            }
            Place place = processes ? Place.WORKER_PROCESSES : Place.IN_PROCESS;
            int cores = Runtime.getRuntime().availableProcessors();
            return measure(place, cores, contestants, kind, request, plan, command);
        } finally {
            clusters.forEach(EmbeddedCluster::close);
        }
    }

    /**
     * On a cluster that is there.
     *
     * @param available slots that it has
     */
    public ScalingReport onCluster(
            JobService jobs, int available, JobKind kind, JobRequest request, ScalingPlan plan, String command)
            throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        for (Size size : plan.sizes()) {
            JobRequest limited = limited(request, size.total());
            contestants.add(() -> new TimedJob(output, section).run(jobs, limited));
        }
        return measure(Place.CLUSTER, available, contestants, kind, request, plan, command);
    }

    private static JobRequest limited(JobRequest request, int slots) {
        JobOptions options = request.options();
        return new JobRequest(
                request.kind(),
                request.arguments(),
                new JobOptions(
                        options.name(),
                        options.priority(),
                        OptionalInt.of(slots),
                        options.timeout(),
                        options.maxAttempts(),
                        options.verify()));
    }

    private ScalingReport measure(
            Place place,
            int available,
            List<Contestant> contestants,
            JobKind kind,
            JobRequest request,
            ScalingPlan plan,
            String command)
            throws IOException {
        Instant startedAt = Instant.now();
        double loadBefore = Machine.load();
        OtherWork otherWork = OtherWork.begin();
        try (BlobStore inputs = new BlobStore()) {
            Job job = kind.parse(request.arguments(), inputs);
            PlainLoop loop = new PlainLoop(job, section::interrupted);
            ScalingRunner.Runs runs = new ScalingRunner(plan, loop::run, contestants, output).run();
            Subject subject = new Subject(
                    request.kind(),
                    job.arguments(),
                    loop.kernelName(),
                    loop.items(),
                    JobOptionTexts.text(request.options().verify()),
                    command,
                    runs.loop().get(0).answer());
            Surroundings around = new Surroundings(
                    place,
                    available,
                    Machine.present(),
                    startedAt,
                    Instant.now(),
                    loadBefore,
                    Machine.load(),
                    otherWork.cores());
            return new ScalingReport(subject, plan, around, runs.loop(), runs.sizes());
        }
    }
}
