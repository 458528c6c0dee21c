package io.rangefold.cli;

import io.rangefold.cli.command.Cli;
import io.rangefold.cli.command.Environment;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.node.ShutdownInterrupts;
import io.rangefold.cli.output.Streams;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.job.JobKinds;

/** The executable's entry. */
public final class Main {
    private Main() {}

    /** Runs one command line and exits with its code. */
    public static void main(String[] args) {
        Environment environment = new Environment(
                Streams.ofProcess(), System.getenv(), JobKinds::installed, Main::launcher, new ShutdownInterrupts());
        System.exit(new Cli(environment).run(args));
    }

    private static NodeLauncher launcher() {
        return new ActorLauncher(JobKinds::installed, VersionDocument.VERSION);
    }
}
