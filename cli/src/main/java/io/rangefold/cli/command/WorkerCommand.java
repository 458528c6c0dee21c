package io.rangefold.cli.command;

import io.rangefold.cli.log.LogSetup;
import io.rangefold.cli.node.RunningWorker;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.settings.HostPort;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.metrics.MetricsPage;
import java.io.IOException;
import java.util.List;

/** {@code rangefold worker}: runs until it is told to end. */
final class WorkerCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax(
                        "rangefold worker --join HOST:PORT[,HOST:PORT…] [options]",
                        "Starts a worker. Ctrl-C or SIGTERM drains it: it commits what it has and leaves.")
                .section("Options")
                .option("--join", "HOST:PORT[,…]", "coordinators, by their cluster ports")
                .option("--slots", "N", "slots (default: all cores that the process may use)")
                .option("--bind", "HOST", "address to listen on (default: 127.0.0.1)")
                .option("--advertise", "HOST", "host name that coordinators reach it under (default: the bound one)")
                .option("--port", "PORT", "cluster port (default: 0, any that is free)")
                .option("--name", "NAME", "name in lists (default: made of host and process)")
                .option("--metrics-port", "PORT", "port for Prometheus (default: none; 0: any that is free)")
                .option("--log-format", NodeLog.FORMATS, "how the log is written (default: text)")
                .flag("leave loopback, unencrypted", "--insecure");
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        LogSetup.forNode(NodeLog.format(session));
        WorkerSettings settings = WorkerSettings.of(session.words(), session.settings());
        if (settings.exposed()) {
            session.output().warn("leaves loopback without encryption: trust everybody on that network, or end it");
        }
        try (RunningWorker worker = session.launcher().startWorker(settings)) {
            session.output()
                    .note("worker " + worker.name() + " is up with " + Figures.count(settings.slots(), "slot")
                            + ", joins " + settings.join().get(0));
            worker.metricsPort()
                    .ifPresent(port -> session.output()
                            .note("metrics at http://" + new HostPort(settings.bind(), port) + MetricsPage.PATH));
            NodeEnd.await(worker.ended(), session.section());
            if (session.section().interrupted()) {
                session.output().note("worker " + worker.name() + " drains");
                return ExitCode.INTERRUPTED;
            }
            return ExitCode.DONE;
        }
    }
}
