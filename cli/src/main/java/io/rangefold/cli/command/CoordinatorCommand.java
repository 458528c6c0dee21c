package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobReport;
import io.rangefold.cli.log.LogSetup;
import io.rangefold.cli.node.RunningCoordinator;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.DataPlace;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

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
                .option("--log-format", NodeLog.FORMATS, "how the log is written (default: text)")
                .flag("listen beyond loopback, unencrypted, for everybody who reaches it", "--insecure")
                .option(
                        "--data",
                        "DIR|URL",
                        "where jobs are kept: a folder, postgresql://HOST/DATABASE, or none for memory only (default:"
                                + " rangefold in the user's data folder)")
                .option("--join", "HOST:PORT[,…]", "other coordinators on the same database, by their cluster ports");
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        LogSetup.forNode(NodeLog.format(session));
        CoordinatorSettings settings = withApiPort(CoordinatorSettings.of(session.words(), session.settings()));
        if (settings.exposed()) {
            session.output()
                    .warn("listens beyond loopback without encryption: whoever reaches these ports may run jobs here");
        }
        try (RunningCoordinator coordinator = session.launcher().startCoordinator(settings);
                ApiServer api = ApiServer.start(
                        coordinator.jobs(),
                        session.kinds(),
                        settings.api(),
                        coordinator.leadership(),
                        coordinator.metrics())) {
            announce(session.output(), settings, coordinator, api);
            NodeEnd.await(coordinator.ended(), session.section());
            if (session.section().interrupted()) {
                sayWhatBecomesOfJobs(session.output(), settings, coordinator.jobs());
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
        output.note(place(settings)
                .map(place -> "jobs are kept in " + place.shown())
                .orElse("jobs are kept in memory only"));
    }

    private static Optional<DataPlace> place(CoordinatorSettings settings) {
        return settings.data().map(DataPlace::new);
    }

    /** Other coordinators are told where the API is before it listens: a port that is free is chosen before. */
    private static CoordinatorSettings withApiPort(CoordinatorSettings settings) {
        if (settings.api().port() != 0) {
            return settings;
        }
        try (ServerSocket socket =
                new ServerSocket(0, 1, InetAddress.getByName(settings.api().bind()))) {
            return settings.withApiPort(socket.getLocalPort());
        } catch (IOException e) {
            // Whoever listens there for good says what is wrong.
            return settings;
        }
    }

    private static void sayWhatBecomesOfJobs(Output output, CoordinatorSettings settings, JobService jobs) {
        Optional<DataPlace> place = place(settings);
        if (place.isPresent()) {
            output.note("jobs that have not ended go on when a coordinator starts again with their data in "
                    + place.get().shown());
            output.note("coordinator ends");
        } else {
            sayWhatIsLost(output, jobs);
        }
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
