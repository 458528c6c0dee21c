package io.rangefold.cli.command;

import io.rangefold.cli.job.JobLine;
import io.rangefold.cli.job.JobRunner;
import io.rangefold.cli.job.JobSelection;
import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.settings.DataPlace;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code rangefold run}: a cluster for these jobs, here and now. */
final class RunCommand implements Command {
    private static final int MAX_WORKERS = 256;
    private static final String SUMMARY =
            "Runs a job with coordinator and worker in one process, and exits when the job has ended.";

    private @Nullable JobSelection selection;

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        Syntax before = new Syntax("", "");
        addOwn(before);
        JobSyntax.addJobOptions(before);
        JobSyntax.addResults(before);
        before.option("--output", "", "");
        JobSelection found =
                JobSelection.find(words, before, environment.kinds().get());
        selection = found;
        String kind = found.kind().map(each -> each.description().name()).orElse("KIND");
        String positional =
                found.kind().map(each -> " " + each.description().positional()).orElse("");
        Syntax syntax = new Syntax(
                "rangefold run " + (kind + positional).strip() + " [kind options] [job options]\n"
                        + "       rangefold run --jobs FILE\n       rangefold run --data DIR --resume ID",
                found.kind().map(each -> each.description().summary()).orElse(SUMMARY));
        found.kind().ifPresent(each -> JobSyntax.addKind(syntax, each.description()));
        JobSyntax.addJobOptions(syntax);
        JobSyntax.addResults(syntax);
        addOwn(syntax);
        found.addFooter(syntax, "run");
        return syntax;
    }

    private static void addOwn(Syntax syntax) {
        syntax.section("Options of run")
                .option("--jobs", "FILE", "run the jobs of FILE side by side: one a line, as on the command line")
                .option("--slots", "N", "slots per worker (default: all cores; with --workers, their share of them)")
                .option("--workers", "N", "processes to work in, 0 for this one (default: 0)")
                .option(
                        "--data",
                        "DIR|URL",
                        "keep the jobs there, so that an interrupted run can go on (default: none)")
                .option("--resume", "ID", "go on with a job of an interrupted run, and with all others of its --data")
                .option(RunReport.OPTION, "FILE", "write what became of the job to FILE, as one page with pictures");
    }

    @Override
    public List<String> words(List<String> typed) {
        return selected().words();
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        Words words = session.words();
        int workers = integer(words, "--workers", 0, MAX_WORKERS).orElse(0);
        int cores = Runtime.getRuntime().availableProcessors();
        int slots = integer(words, "--slots", 1, WorkerSettings.MAX_SLOTS)
                .orElse(workers == 0 ? cores : Math.max(1, cores / workers));
        Optional<DurableRun> durable = DataPlace.ofFlag(words.value("--data")).map(DurableRun::new);
        if (durable.isPresent() && workers > 0) {
            throw CliException.usage(
                    "--data and --workers exclude each other",
                    "--workers",
                    "work in this process, or start `rangefold coordinator --data DIR` and workers");
        }
        Optional<String> resumed = words.value("--resume");
        if (resumed.isPresent()) {
            selected().refuseNewJobs(words, "--resume");
            if (words.value(RunReport.OPTION).isPresent()) {
                throw CliException.usage(
                        "--report and --resume exclude each other",
                        RunReport.OPTION,
                        "leave it out, and use `rangefold report ID` with a coordinator");
            }
            DurableRun run = durable.orElseThrow(() -> CliException.usage(
                    "--resume needs --data", "--data", "name the folder that the interrupted run was given"));
            try (LateCluster cluster = new LateCluster(session::launcher, 0, slots, durable)) {
                return run.resume(session, cluster.start(), resumed.get());
            }
        }
        List<JobLine> jobs = selected().read(words);
        try (RunReport report = RunReport.open(words);
                LateCluster cluster = new LateCluster(session::launcher, workers, slots, durable)) {
            int exitCode = runner(session, durable)
                    .run(jobs, words.value("--jobs").isPresent(), () -> {
                        JobService service = cluster.start();
                        durable.ifPresent(run -> run.sayWhatElseRuns(session.output(), service));
                        return service;
                    });
            report.write(session, cluster.jobs());
            return exitCode;
        }
    }

    private static JobRunner runner(Session session, Optional<DurableRun> durable) {
        return durable.map(run -> JobRunner.detaching(
                        session.output(),
                        session.section(),
                        run::comeBack,
                        jobs -> run.sayWhatIsKept(session.output(), jobs)))
                .orElseGet(() -> JobRunner.cancelling(session.output(), session.section()));
    }

    private static Optional<Integer> integer(Words words, String option, int min, int max) {
        try {
            return words.value(option).map(text -> JobOptionTexts.integer(text, min, max, option));
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    private JobSelection selected() {
        if (selection == null) {
            throw new IllegalStateException("the syntax was not asked for");
        }
        return selection;
    }

    /** Is started when everything else is known to be fine, and closed if it was. */
    private static final class LateCluster implements AutoCloseable {
        private final Supplier<NodeLauncher> launcher;
        private final int workers;
        private final int slots;
        private final Optional<DurableRun> durable;
        private @Nullable EmbeddedCluster started;

        LateCluster(Supplier<NodeLauncher> launcher, int workers, int slots, Optional<DurableRun> durable) {
            this.launcher = launcher;
            this.workers = workers;
            this.slots = slots;
            this.durable = durable;
        }

        JobService start() {
            NodeLauncher nodes = launcher.get();
            EmbeddedCluster cluster = workers == 0
                    ? nodes.startEmbedded(slots, durable.map(run -> run.data().text()))
                    : nodes.startLocalCluster(workers, slots);
            started = cluster;
            return cluster.jobs();
        }

        /** Of the cluster, which was started. */
        JobService jobs() {
            return Objects.requireNonNull(started).jobs();
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }
}
