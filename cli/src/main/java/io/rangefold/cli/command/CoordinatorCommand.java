package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.log.LogSetup;
import io.rangefold.cli.node.RunningCoordinator;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.HostPort;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import java.io.IOException;
import java.util.List;

/** {@code rangefold coordinator}: runs until it is told to end. */
final class CoordinatorCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax("rangefold coordinator [options]", "Starts a coordinator. Ctrl-C or SIGTERM ends it.")
                .section("Options")
                .option("--bind", "HOST", "address that the cluster and node ports listen on (default: 127.0.0.1)")
                .option("--advertise", "HOST", "host name that workers reach it under (default: the bound one)")
                .option("--port", "PORT", "cluster port (default: 25520)")
                .option("--node-port", "PORT", "port for liveness connections and blobs (default: 25521)")
                .option("--api-bind", "HOST", "address that the HTTP API listens on (default: 127.0.0.1)")
                .option("--api-port", "PORT", "port of the HTTP API (default: 8520)")
                .flag("listen beyond loopback, unencrypted, for everybody who reaches it", "--insecure")
                .notBuilt("--data", "leave it out: jobs are kept in memory only")
                .notBuilt("--join", "start one coordinator only");
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        LogSetup.forNode();
        CoordinatorSettings settings = CoordinatorSettings.of(session.words(), session.settings());
        if (settings.exposed()) {
            session.output()
                    .warn("listens beyond loopback without encryption: whoever reaches these ports may run jobs here");
        }
        try (RunningCoordinator coordinator = session.launcher().startCoordinator(settings);
                ApiServer api = ApiServer.start(coordinator.jobs(), session.kinds(), settings.api())) {
            announce(session.output(), settings, coordinator, api);
            NodeEnd.await(coordinator.ended(), session.section());
            if (session.section().interrupted()) {
                sayWhatIsLost(session.output(), coordinator.jobs());
                return ExitCode.INTERRUPTED;
            }
            return ExitCode.DONE;
        } catch (ApiStartException e) {
            throw new CliException(ExitCode.FAILED, "can-not-listen", e.getMessage(), "--api-port", e.hint());
        }
    }

    private static void announce(
            Output output, CoordinatorSettings settings, RunningCoordinator coordinator, ApiServer api) {
        String host = settings.api().bind().contains(":")
                ? "[" + settings.api().bind() + "]"
                : settings.api().bind();
        output.note("coordinator is up, API at http://" + host + ":" + api.port());
        output.note("workers join with: rangefold worker --join "
                + new HostPort(settings.advertise(), coordinator.port())
                + (settings.exposed() ? " --insecure" : ""));
    }

    private static void sayWhatIsLost(Output output, JobService jobs) {
        List<JobView> running = Answers.await(jobs.list(JobFilter.NEWEST)).stream()
                .filter(job -> !job.state().isTerminal())
                .toList();
        if (!running.isEmpty()) {
            output.warn("jobs are kept in memory only, so these are lost:");
        }
        for (JobView job : running) {
            output.err()
                    .println("  " + job.id() + " " + job.kind() + " "
                            + (job.name().isEmpty() ? "" : job.name() + " ") + job.state() + ", "
                            + JobReport.computed(job));
        }
        output.note("coordinator ends");
    }
}
